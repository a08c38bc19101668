# Reads JUnit's XML reports; prints each skipped test with its reason on one line.
/<testcase / {
  name = $0; sub(/.*<testcase name="/, "", name); sub(/".*/, "", name)
  class = $0; sub(/.*classname="/, "", class); sub(/".*/, "", class)
}
/<skipped/ {
  reason = $0
  if (sub(/.*message="/, "", reason)) { sub(/".*/, "", reason); print class " " name ": " reason }
  else if (sub(/.*TestAbortedException: /, "", reason) && reason ~ /[^ ]/) { print class " " name ": " reason }
  else { waiting = 1 }
}
waiting && /due to: \[/ {
  reason = $0; sub(/.*due to: \[/, "", reason); sub(/\][^\]]*$/, "", reason)
  print class " " name ": " reason; waiting = 0
}
waiting && /<\/skipped>/ { print class " " name ": for a reason it does not give"; waiting = 0 }
