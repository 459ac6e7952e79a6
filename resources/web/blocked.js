// This device remembers that its reader blocked the shop: a hub put back from an old copy must not forget it.

/** The memory of one reader of one shop; without storage it remembers nothing. */
export class BlockMemory {
  constructor(slug, id) {
    this.place = `vetrina.blocked.${slug}.${id}`;
  }

  remembered() {
    try {
      return localStorage.getItem(this.place) !== null;
    } catch {
      return false;
    }
  }

  keep(blocked) {
    try {
      if (blocked) localStorage.setItem(this.place, "1");
      else localStorage.removeItem(this.place);
    } catch {
      return false;
    }
    return true;
  }
}
