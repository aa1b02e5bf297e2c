"""The static site of an edition: it opens from a folder without a server, loads nothing from anywhere and sends nothing.

`write_site` in `write.py` puts it in place, `site_files` in `pages.py` is all of it as bytes. `data.js`, `base.js` and the map
library are classic scripts that set one global each, because a page opened from a folder may neither fetch a file beside
it nor import a module; `vendor/` holds what others made, built by `tools/vendor_site.py`.
"""
