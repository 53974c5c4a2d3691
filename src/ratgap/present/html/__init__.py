"""Pages and drawings, made from the documents that programs are given: nothing is found out here.

To import it raises ``RequestError`` where the library for markup is not installed.
"""

from ratgap.request import RequestError

try:
    import htpy as htpy
except ModuleNotFoundError:
    message = "pages and drawings need htpy: pip install 'ratgap[site]'"
    raise RequestError(message) from None
