"""Reports and comparisons as tables, and the programme compared over anyone's data frames.

The extra ``tables`` brings narwhals and pyarrow.
"""

from ncpi.tables.engines import ProgrammeFrames, compare_frames

__all__ = ["ProgrammeFrames", "compare_frames"]
