"""The closed table of error categories: MQM's, with the older WMT name beside each for the `mqm` view."""

from typing import Final

CATEGORIES: Final = {
    "accuracy/mistranslation": "Accuracy/Mistranslation",
    "accuracy/untranslated": "Accuracy/Untranslated text",
    "accuracy/addition": "Accuracy/Addition",
    "accuracy/omission": "Accuracy/Omission",
    "terminology/wrong-term": "Terminology/Inappropriate for context",
    "terminology/inconsistent": "Terminology/Inconsistent use",
    "linguistic-conventions/grammar": "Fluency/Grammar",
    "linguistic-conventions/spelling": "Fluency/Spelling",
    "linguistic-conventions/punctuation": "Fluency/Punctuation",
    "linguistic-conventions/word-order": "Fluency/Grammar",
    "linguistic-conventions/agreement": "Fluency/Grammar",
    "linguistic-conventions/unintelligible": "Non-translation",
    "style/awkward": "Style/Awkward",
    "style/unidiomatic": "Style/Awkward",
    "locale-conventions/number-format": "Locale convention/Currency format",
    "locale-conventions/currency-format": "Locale convention/Currency format",
    "locale-conventions/date-format": "Locale convention/Date format",
    "locale-conventions/name-format": "Locale convention/Name format",
    "locale-conventions/acronym": "Terminology/Inappropriate for context",
    "design-and-markup/whitespace": "Fluency/Punctuation",
    "design-and-markup/casing": "Fluency/Spelling",
    "design-and-markup/residue": "Accuracy/Addition",
    "design-and-markup/character-encoding": "Fluency/Character encoding",
}
