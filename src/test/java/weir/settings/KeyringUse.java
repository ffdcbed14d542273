package weir.settings;

/// Keeps a secret in the keyring of its process, in a process of its own, and tells what it finds.
final class KeyringUse {
  private KeyringUse() {}

  public static void main(String[] arguments) {
    Secrets secrets = Secrets.ofSystem();
    String name = "clickhouse/test@none.example:1";
    System.out.println(secrets.find(name));
    secrets.keep(name, "one ä\n\"");
    secrets.keep(name, "two ä\n\"");
    System.out.println(Secrets.ofSystem().find(name).equals(secrets.find(name)));
    System.out.println(secrets.find(name).equals(java.util.Optional.of("two ä\n\"")));
    System.out.println(secrets.place());
    secrets.keep(name, "");
    System.out.println(secrets.find(name));
    System.exit(0); // what the keyring's library has started would stay
  }
}
