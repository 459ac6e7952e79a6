; Installer for Windows, for the current user only (no administrator). Written down and compiled for syntax on Debian;
; NOT tried on Windows, because the program's own Windows build cannot be made there.
;   makensis -DVERSION=0.1.0 -DSOURCE=..\..\dist\vetrina packaging/windows/vetrina.nsi
Unicode true
!include "MUI2.nsh"
!ifndef VERSION
  !define VERSION "0.0.0"
!endif
!ifndef SOURCE
  !define SOURCE "..\..\dist\vetrina"
!endif

Name "Vetrina"
OutFile "vetrina-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\Vetrina"
InstallDirRegKey HKCU "Software\Vetrina" "InstallDir"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Vetrina"
VIAddVersionKey "FileDescription" "Vetrina"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Vetrina"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Italian"

Section "Vetrina"
  ; An older version's libraries must not stay beside the new ones. The shop's data lies elsewhere.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Vetrina.lnk" "$INSTDIR\vetrina.exe"
  WriteRegStr HKCU "Software\Vetrina" "InstallDir" "$INSTDIR"
  !define GONE "Software\Microsoft\Windows\CurrentVersion\Uninstall\Vetrina"
  WriteRegStr HKCU "${GONE}" "DisplayName" "Vetrina"
  WriteRegStr HKCU "${GONE}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${GONE}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${GONE}" "NoModify" 1
  WriteRegDWORD HKCU "${GONE}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; The shop's data and the key in the keyring stay: only the owner erases those.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\vetrina.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Vetrina.lnk"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Vetrina"
  DeleteRegKey HKCU "Software\Vetrina"
SectionEnd
