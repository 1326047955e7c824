"""What a template shows of a report, worked out: headings, groups of rows in order, sums, marked words, charts."""
