# shellcheck shell=bash
# Sourced: makes the files that are listed.
#   small/  few files    large/  many files    tree/  folders of 100 files

# The sizes; --quick makes them smaller before make_corpus is called.
small_files=100
large_files=10000
tree_folders=1000
tree_files_each=100

# How many <response> elements the right answers have: the folder itself and all in it.
small_responses() { echo $((1 + small_files)); }
large_responses() { echo $((1 + large_files)); }
tree_responses() { echo $((1 + tree_folders + tree_folders * tree_files_each)); }
share_responses() { echo $((1 + $(small_responses) + $(large_responses) + $(tree_responses))); }

make_folder() { # FOLDER COUNT
  mkdir -p "$1"
  local i
  for ((i = 1; i <= $2; i++)); do
    printf 'file %d\n' "$i" >"$1/file-$i.txt"
  done
}

make_corpus() { # FOLDER
  make_folder "$1/small" "$small_files"
  make_folder "$1/large" "$large_files"
  make_folder "$1/tree/folder-1" "$tree_files_each"
  local i
  for ((i = 2; i <= tree_folders; i++)); do
    cp -r "$1/tree/folder-1" "$1/tree/folder-$i"
  done
}
