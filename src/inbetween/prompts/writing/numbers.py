"""Numbers and times as people write them."""

TIME = r"\d{1,3}(?::\d{2})?(?:\.\d{1,3})?(?![:.]?\d)"
"""A pattern of a time in seconds, or in minutes and seconds, whole."""

_ENGLISH = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
}
_ENGLISH |= {
    word: value
    for value, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_CHINESE = {"零": 0, "两": 2} | {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}


def number(text: str) -> float | None:
    """Return the number that ``text`` says (``2.5``, ``0:03``, ``2nd``, ``three``, ``十二``, ``B``), else ``None``."""
    said = text.strip().lower()
    if said in _ENGLISH:
        return float(_ENGLISH[said])
    if said and said[0].isascii() and said[0].isdigit():
        return _digits(said)
    if len(said) == 1 and "a" <= said <= "h":
        return float(ord(said) - ord("a") + 1)
    return _chinese(said)


def _digits(said: str) -> float | None:
    minutes, colon, seconds = said.partition(":")
    try:
        return float(minutes) * 60 + float(seconds) if colon else float(said.rstrip("stndrh"))
    except ValueError:
        return None


def _chinese(said: str) -> float | None:
    tens, ten, units = said.partition("十")
    if not ten:
        return float(_CHINESE[said]) if said in _CHINESE else None
    if (tens and tens not in _CHINESE) or (units and units not in _CHINESE):
        return None
    return float((_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[units] if units else 0))
