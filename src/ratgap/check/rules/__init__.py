"""The rules, one a module; the module's name is the rule's id, its docstring the rule's page.

A module has ``LEVEL`` and one of these functions, each yielding problems:

- ``check(dataset)`` looks at what the data say;
- ``check_text(text, scanned, document)`` looks at how a file is laid out;
- ``check_ignores(ignores, silenced, known)`` looks at the comments that silence rules.

``WHOLE = True`` marks a rule that would report what is missing only because some other record
could not be read; it waits until all of them can.
"""
