# Makes Weir's installer for Windows and this processor into target\installer:   installer\windows\build.ps1
#
# NOT RUN YET by those who wrote it: they have no Windows. Needs a JDK 25 with jpackage (JAVA_HOME), WiX 3 or later on the PATH, and Git for
# Windows, whose sh tells what Java's options are (installer/options). DuckDB's driver has no library for Windows on arm64, where the
# installer for x64 runs as well; Image.java ends with a sentence where there is none.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..\..')
if (-not $env:JAVA_HOME) { throw 'needs a JDK 25: set JAVA_HOME' }
$java = Join-Path $env:JAVA_HOME 'bin\java.exe'
$jpackage = Join-Path $env:JAVA_HOME 'bin\jpackage.exe'
$sh = Join-Path (Split-Path (Split-Path (Get-Command git).Source)) 'bin\sh.exe'
$out = Join-Path (Get-Location) 'target\installer'
$image = Join-Path $out 'image'
if (-not $env:SOURCE_DATE_EPOCH) { $env:SOURCE_DATE_EPOCH = git log -1 --format=%ct }
$version = ([xml](Get-Content pom.xml)).project.version -replace '-SNAPSHOT$', ''
if ($env:WEIR_VERSION) { $version = $env:WEIR_VERSION }

if (Test-Path $out) { Remove-Item -Recurse -Force $out }
New-Item -ItemType Directory $out | Out-Null
.\mvnw.cmd -q -B -ntp process-classes jar:jar@default-jar exec:exec@app cyclonedx:makeBom
& $java installer\Image.java target\app $image
& $java installer\Licences.java target\parts.json "$image\app" "$image\runtime\legal" (New-Item -ItemType Directory "$image\app\doc")
Copy-Item LICENSE "$image\app\doc"

# An icon file that holds PNGs: a directory of them, then each as it is.
$icons = 16, 32, 48, 64, 128, 256 | ForEach-Object { , [IO.File]::ReadAllBytes((Resolve-Path "src\main\resources\weir\icon\$_.png")) }
$file = [IO.BinaryWriter]::new([IO.File]::Create("$out\weir.ico"))
$file.Write([uint16]0); $file.Write([uint16]1); $file.Write([uint16]$icons.Count)
$at = 6 + 16 * $icons.Count
for ($i = 0; $i -lt $icons.Count; $i++) {
  $side = [byte]((16, 32, 48, 64, 128, 0)[$i]) # 0 is 256
  $file.Write($side); $file.Write($side); $file.Write([byte]0); $file.Write([byte]0)
  $file.Write([uint16]1); $file.Write([uint16]32); $file.Write([uint32]$icons[$i].Length); $file.Write([uint32]$at)
  $at += $icons[$i].Length
}
foreach ($icon in $icons) { $file.Write($icon) }
$file.Close()

# Weir.exe opens windows. weir-KIND.exe are for the console, one for each set of Java's options; weir.cmd chooses, as launch.sh does.
$kinds = 'brief', 'steady', 'lasting', 'collector', 'console'
$launchers = foreach ($kind in $kinds) {
  "win-console=true`nwin-menu=false`nwin-shortcut=false" | Set-Content -Encoding ascii "$out\$kind.properties"
  '--add-launcher'; "weir-$kind=$out\$kind.properties"
}
& $jpackage --type app-image --name Weir --app-version $version --dest $out --input "$image\app" --runtime-image "$image\runtime" `
  --main-jar weir.jar --main-class weir.Main --icon "$out\weir.ico" @launchers
$app = "$out\Weir\app"
$jars = Get-Content "$app\classpath"
foreach ($name in @('Weir') + ($kinds | ForEach-Object { "weir-$_" })) {
  $kind = if ($name -in 'Weir', 'weir-console') { 'desktop' } else { $name -replace '^weir-', '' }
  $options = & $sh installer/options $kind
  @('[Application]') + ($jars | ForEach-Object { "app.classpath=`$APPDIR\$_" }) + @('app.mainclass=weir.Main', '', '[JavaOptions]') +
    ($options | ForEach-Object { 'java-options=' + $_ }) | Set-Content -Encoding utf8NoBOM "$app\$name.cfg"
}
Copy-Item installer\windows\weir.cmd "$out\Weir\weir.cmd"

# AOT caches of the installed layout
foreach ($learnt in @(@('steady', 'commands'), @('desktop', 'desktop'))) {
  $kind, $cache = $learnt
  $options = (& $sh installer/options $kind) | Where-Object { $_ -notmatch 'AOTCache|-Xlog' } | ForEach-Object { $_.Replace('$APPDIR', $app) }
  $path = ($jars | ForEach-Object { "$app\$_" }) -join ';'
  $own = "$out\Weir\runtime\bin\java.exe"
  & $own @options -XX:AOTMode=record "-XX:AOTConfiguration=$out\$cache.learnt" -cp $path weir.Training $cache `
    sample-captures\softflowd-v9-sampled5.pcap "$out\learnt" | Out-Null
  & $own @options -XX:AOTMode=create "-XX:AOTConfiguration=$out\$cache.learnt" "-XX:AOTCache=$app\$cache.aot" -cp $path | Out-Null
}

& $jpackage --type msi --name Weir --app-version $version --dest $out --app-image "$out\Weir" --vendor 'The authors of Weir' `
  --description 'A desktop workstation for network flows' --license-file LICENSE --win-menu --win-shortcut-prompt --win-dir-chooser `
  --win-per-user-install --win-upgrade-uuid 'b3f4c6f2-5f0e-4f3b-9a55-2f1d0c7e9a10' --file-associations installer\windows\pcap.properties `
  --file-associations installer\windows\pcapng.properties --file-associations installer\windows\weir.properties
Move-Item "$out\Weir-$version.msi" "$out\weir-$version-windows-x64.msi"
& "$out\Weir\weir.cmd" --version
& "$out\Weir\weir.cmd" decode sample-captures\softflowd-v9-sampled5.pcap | Select-Object -First 1
Get-ChildItem "$out\*.msi"
