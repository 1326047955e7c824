"""How each metric is scored, one file a metric: anchors, bands, their sentences and their source."""
