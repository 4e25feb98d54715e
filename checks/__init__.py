"""What must be true of landed data: declarations of tables, validation, reconciliation, severity.

Never imports the orchestrator and never repairs data.
"""
