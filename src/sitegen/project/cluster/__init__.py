"""Building on several machines: the tasks of one build, sent to the workers of a Dask cluster.

Only :mod:`sitegen.project.cluster.client` knows Dask.
"""
