"""One module per concern: landing, reading, acceptance, warehouse, publication, jobs, sensors, schedules,
resources.
"""
