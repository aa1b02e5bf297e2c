"""An edition in the forms that others load: every format says no more than the edition, and the same edition gives the same bytes."""
