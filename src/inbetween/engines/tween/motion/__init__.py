"""Steps 10 to 12: who hides whom, which way everything goes, and all of it on one small grid."""
