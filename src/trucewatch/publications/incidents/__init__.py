"""Read-only views of incidents: their record, their list, what there is to show of one and why it is so."""
