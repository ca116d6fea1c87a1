"""Pages: a module here with a blueprint `bp` is found and registered by `create_app`."""
