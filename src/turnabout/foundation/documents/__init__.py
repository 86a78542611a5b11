"""Documents as a tree of plain parts, which every rendering is made from: a page, a file that stands alone."""
