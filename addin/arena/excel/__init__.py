"""The live workbook: what a click on a ribbon button does, through xlwings, and how it is taken back."""
