"""Russian and Kazakh as written: letters, tokens, sentences, numerals and figures. No health terms here."""
