# How Java runs Weir, in a checkout (weir) and where it is installed (installer/linux/weir), which both read this file.
#
# They set app, the folder of its jars, and java, the program; allow_capture, if there is one, is what gives accounts the right to capture.
# Then learn and start can be called.

fail() {
  printf 'weir: %s\n' "$1" >&2
  exit 1
}

# can_be_in FOLDER SAID: ends where Java cannot find its jars by such a name
can_be_in() {
  case $1 in
    *:* | *!/* | *! | *\"* | *\\* | *"
"*) fail "cannot be $2 in $1: Java and its compiler take ':', '!', '\"', '\' and line breaks in names for something else; rename or move the folder" ;;
  esac
}

# --- Java knows names of files only by the letters of the locale; where that has none beyond ASCII, those of UTF-8. The rest stays.
letters() { locale charmap 2>/dev/null || echo unknown; }

if [ "$(uname -s)" = Linux ] && [ "$(letters)" = ANSI_X3.4-1968 ]; then
  LANG=${LC_ALL:-${LANG:-C}}
  unset LC_ALL
  for LC_CTYPE in C.UTF-8 C.utf8 en_US.UTF-8; do
    export LANG LC_CTYPE
    [ "$(letters)" != UTF-8 ] || break
  done
fi

# JavaFX writes the fonts that it loads into Java's temporary folder: the user's own, not everybody's.
own=
if [ "$(uname -s)" = Linux ]; then
  cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/weir
  case $cache in
    /weir | /.cache/weir) ;;
    /*)
      [ -d "$cache" ] || (umask 077 && mkdir -p "$cache") 2>/dev/null || true
      if [ -d "$cache" ] && [ ! -h "$cache" ] && [ -O "$cache" ] && [ -w "$cache" ]; then own="-Djava.io.tmpdir=$cache"; fi
      ;;
  esac
fi

# java_as KIND CLASS ARGUMENT..., which does not come back
#   brief      what ends at once is not worth compiling well
#   steady     no window either, but there may be much to do
#   desktop    windows and pictures: with JavaFX, and a heap that gives back what it does not need
#   lasting    no pauses: while a burst fills the queue to the store, G1 copies all of it again and again, for a tenth of the time of
#              both cores, and stops everybody meanwhile
#   collector  has the memory for what waits touched before the first datagram comes, unless the heap is set otherwise: amid a load,
#              memory that is new makes the first flows slow
# What a start loads is kept ready in an AOT cache, one of the desktop and one of commands. One that is missing, or made by another
# Java, only costs time. With LEARN it is made, in two steps.
java_as() {
  kind=$1
  shift
  path=
  while read -r jar; do path="$path:$app/$jar"; done <"$app/classpath"
  path=${path#:}
  set -- -cp "$path" "$@"
  # shellcheck disable=SC2086
  [ -n "${LEARN:-}" ] || set -- ${WEIR_JAVA_OPTIONS:-} "$@"
  learnt=
  case $kind in
    brief) set -- -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"; learnt=commands ;;
    steady) set -- -XX:+UseSerialGC "$@"; learnt=commands ;;
    desktop)
      set -- --add-modules=javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED \
        --add-opens=javafx.controls/javafx.scene.control.skin=ALL-UNNAMED \
        --add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED \
        -XX:+UseSerialGC -Xms48m -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=30 "$@"
      [ ! -d "$app/javafx" ] || set -- --module-path "$app/javafx" "$@" # where it is no part of Java
      learnt=desktop
      ;;
    *)
      case "${WEIR_JAVA_OPTIONS:-}" in
        *-Xmx*) ;;
        *)
          set -- -XX:SoftMaxHeapSize=640m "$@"
          [ "$kind" != collector ] || set -- -Xms384m -XX:+AlwaysPreTouch "$@"
          ;;
      esac
      set -- -XX:+UseZGC "$@"
      ;;
  esac
  [ "$kind" = desktop ] || set -- --enable-native-access=ALL-UNNAMED "$@"
  case ${LEARN:-} in
    record) set -- -XX:AOTMode=record "-XX:AOTConfiguration=$app/$learnt.learnt" "$@" ;;
    create) set -- -XX:AOTMode=create "-XX:AOTConfiguration=$app/$learnt.learnt" "-XX:AOTCache=$app/$learnt.new" "$@" ;;
    *) [ ! -f "$app/$learnt.aot" ] || set -- "-XX:AOTCache=$app/$learnt.aot" -Xlog:aot=off -Xlog:cds=off "$@" ;;
  esac
  # Stacks as native threads have them: DuckDB follows an expression down on the stack of who asks, and does not look where that ends.
  exec "$java" --sun-misc-unsafe-memory-access=allow -Xss8m -XX:-UsePerfData --add-opens=java.base/java.nio=ALL-UNNAMED -Xmx1g \
    "-Djava.util.logging.config.file=$app/logging.properties" -Dfile.encoding=UTF-8 ${own:+"$own"} \
    ${allow_capture:+"-Dweir.allow-capture=$allow_capture"} "$@"
}

# learn KIND CACHE ARGUMENT...
learn() {
  kind=$1
  shift
  (LEARN=record java_as "$kind" weir.Training "$@") && (LEARN=create java_as "$kind") && mv -f "$app/$1.new" "$app/$1.aot"
}

# start ARGUMENT..., which does not come back
start() {
  case "${1:-}" in
    query | exporters | connections | config | schema | about | manual | --help | -h | --version | -V) kind=brief ;;
    decode | packets | export) kind=steady ;;
    collect) kind=collector ;;
    import | listen | capture) kind=lasting ;;
    *) kind=desktop ;;
  esac
  java_as "$kind" weir.Main "$@"
}
