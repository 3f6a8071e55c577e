"""The import of a published table in the app: the wizard and its pages."""
