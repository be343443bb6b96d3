"""Tables in Markdown."""


def table(head, rows, words=(0,)):
    """Return a table whose columns numbered in ``words`` stand left, all others right."""
    sides = ["---" if number in words else "--:" for number in range(len(head))]
    return "\n".join("| " + " | ".join(map(str, cells)) + " |" for cells in (head, sides, *rows))
