"""Bringing a workbook along to today's layout: a new one with all that was typed in the old one."""
