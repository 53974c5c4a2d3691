"""Pages and drawings, made from the documents that programs are given: nothing is found out here.

To import it raises ``RequestError`` where the library for markup is not installed.
"""

from importlib import resources

from ratgap.request import RequestError

try:
    import htpy as htpy
except ModuleNotFoundError:
    message = "pages and drawings need htpy: pip install 'ratgap[site]'"
    raise RequestError(message) from None


def resource(name: str) -> str:
    """Return the text of a file that stands beside these modules."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
