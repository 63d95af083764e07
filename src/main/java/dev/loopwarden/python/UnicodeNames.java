package dev.loopwarden.python;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Characters by their Unicode names, for `\N{...}`.
final class UnicodeNames {

  private static final String IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-";
  /// Aliases (Unicode's NameAliases.txt) of the characters that have no name of their own, in the order of their codes from 0.
  private static final String[] CONTROLS = {
    "NULL,NUL", "START OF HEADING,SOH", "START OF TEXT,STX", "END OF TEXT,ETX", "END OF TRANSMISSION,EOT", "ENQUIRY,ENQ",
    "ACKNOWLEDGE,ACK", "ALERT,BEL", "BACKSPACE,BS", "CHARACTER TABULATION,HORIZONTAL TABULATION,HT,TAB",
    "LINE FEED,NEW LINE,END OF LINE,LF,NL,EOL", "LINE TABULATION,VERTICAL TABULATION,VT", "FORM FEED,FF", "CARRIAGE RETURN,CR",
    "SHIFT OUT,LOCKING-SHIFT ONE,SO", "SHIFT IN,LOCKING-SHIFT ZERO,SI", "DATA LINK ESCAPE,DLE", "DEVICE CONTROL ONE,DC1",
    "DEVICE CONTROL TWO,DC2", "DEVICE CONTROL THREE,DC3", "DEVICE CONTROL FOUR,DC4", "NEGATIVE ACKNOWLEDGE,NAK",
    "SYNCHRONOUS IDLE,SYN", "END OF TRANSMISSION BLOCK,ETB", "CANCEL,CAN", "END OF MEDIUM,EOM,EM", "SUBSTITUTE,SUB", "ESCAPE,ESC",
    "INFORMATION SEPARATOR FOUR,FILE SEPARATOR,FS", "INFORMATION SEPARATOR THREE,GROUP SEPARATOR,GS",
    "INFORMATION SEPARATOR TWO,RECORD SEPARATOR,RS", "INFORMATION SEPARATOR ONE,UNIT SEPARATOR,US"
  };
  private static final Map<String, Integer> ALIASES = aliases();

  private UnicodeNames() {}

  private static Map<String, Integer> aliases() {
    var aliases = new HashMap<>(
        Map.ofEntries(
            Map.entry("SP", 0x20), Map.entry("DELETE", 0x7F), Map.entry("DEL", 0x7F), Map.entry("NEXT LINE", 0x85),
            Map.entry("NEL", 0x85), Map.entry("NBSP", 0xA0), Map.entry("SHY", 0xAD), Map.entry("ZWSP", 0x200B),
            Map.entry("ZWNJ", 0x200C), Map.entry("ZWJ", 0x200D), Map.entry("LRM", 0x200E), Map.entry("RLM", 0x200F),
            Map.entry("WJ", 0x2060), Map.entry("BYTE ORDER MARK", 0xFEFF), Map.entry("BOM", 0xFEFF), Map.entry("ZWNBSP", 0xFEFF)));
    for (int code = 0; code < CONTROLS.length; code++) {
      for (String alias : CONTROLS[code].split(",", -1)) {
        aliases.put(alias, code);
      }
    }
    return Map.copyOf(aliases);
  }

  /// Java knows the names of its Unicode version. What it does not know stands as U+FFFD, because a newer table is the likelier
  /// reason than a wrong name; what can be no name at all is refused.
  static Optional<String> of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    Integer alias = ALIASES.get(upper);
    if (alias != null) {
      return Optional.of(Character.toString(alias));
    }
    try {
      String known = upper.startsWith(IDEOGRAPH) ? "CJK UNIFIED IDEOGRAPHS " + upper.substring(IDEOGRAPH.length()) : upper;
      return Optional.of(Character.toString(Character.codePointOf(known)));
    } catch (IllegalArgumentException unknown) {
      return upper.matches("[A-Z0-9][A-Z0-9 ()-]*") ? Optional.of("\uFFFD") : Optional.empty();
    }
  }
}
