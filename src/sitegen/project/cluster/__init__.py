"""Building on several machines: the tasks of one build, sent to the workers of a Dask cluster.

Only this package knows Dask.
"""
