"""Who renders a public model here: engines, alone or with weights. API, worker and command line ask this one place."""
