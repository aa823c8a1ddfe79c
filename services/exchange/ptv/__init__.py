"""PTV, the national catalogue of services: values as PTV writes them, and a package for each version of its interface."""
