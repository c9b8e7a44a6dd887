"""Files changed at random, within their zip and their XML, read as whatever comes back is read: ``make fuzz``.

A file is a base and a seed: the same pair gives the same bytes on every machine. What was found is a line of
``kept.txt``, with which ``test_kept.py`` reads it again. A seed means another file once the mutations or the bases
change: then the pairs are worth nothing, and ``make fuzz`` has to run anew.
"""
