"""Charts of results, as Altair charts with an equal text alternative (extra ``charts``).

Each function returns a `Chart`: Altair's own, with a title and a subtitle made from the data.
A notebook shows it as SVG, also offline, with every figure in tables that open on a click.
Without the extra, importing this module raises `ncpi.errors.MissingExtraError`.
"""

from ncpi.display.charts._case_grades import case_grades
from ncpi.display.charts._chart import Chart
from ncpi.display.charts._judgments import judgments
from ncpi.display.charts._lanes import recommendations
from ncpi.display.charts._maps import coverage_map, dates_map, grades_map, monitoring_map
from ncpi.display.charts._outcome_bars import outcomes
from ncpi.display.charts._timeline import force_timeline

__all__ = [
    "Chart",
    "case_grades",
    "coverage_map",
    "dates_map",
    "force_timeline",
    "grades_map",
    "judgments",
    "monitoring_map",
    "outcomes",
    "recommendations",
]


def __dir__() -> list[str]:
    return __all__
