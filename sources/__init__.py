"""From bytes to observations: connectors, readers, language, reading, catalogue and landing.

Pure Python over Arrow. Nothing here knows of an orchestrator or of SQL models.
"""
