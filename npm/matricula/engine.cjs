// The script for `require` has its engine with it.
