"""What `milepost board` does, an act a module; the shell's `decision` and `minutes` share a part."""
