"""One module a ribbon button: each has ``run(click) -> Outcome`` (``arena.excel.click``)."""
