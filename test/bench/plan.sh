#!/bin/sh
# The git work of a port's plan, as a shell script does it: what the bench measures our own plan against.
# Arguments: scratch folder, objects to borrow, public url, private url, own fork url. Asks for credentials the same way.
set -eu
scratch=$1 objects=$2 public=$3 private=$4 fork=$5
git init -q --bare "$scratch"
echo "$objects" > "$scratch/objects/info/alternates"
cd "$scratch"
git fetch -q --no-tags "$public" +refs/heads/main:refs/ghsa/public
git fetch -q --no-tags "$private" +refs/pull/1/head:refs/ghsa/head
tree=$(git merge-tree --write-tree --no-messages refs/ghsa/public refs/ghsa/head)
git rev-list --no-merges refs/ghsa/public..refs/ghsa/head > commits
git diff-tree -r -M --raw --numstat refs/ghsa/public "$tree" > files
git diff --binary --full-index -M --output=patch refs/ghsa/public "$tree"
git push -q --dry-run "$fork" refs/ghsa/public:refs/heads/port-check
