"""String tools that know no language, with offsets."""
