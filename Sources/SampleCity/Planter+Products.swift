/// Anomalies of a product as a whole.
extension Planter {
  /// A rise for everyone: now by 32–70 % or 16–28 %, or some months ago by 20–50 %, so that only
  /// the same month last year tells. In one case of four the listing price does not follow.
  mutating func plantRise(_ serial: Int) -> Bool {
    guard last >= 2, let product = findMoving() else { return false }
    claim(product)
    let isEarlier = serial % 4 == 3 && last >= 13
    let size =
      isEarlier ? 1_200...1_500 : serial % 4 == 2 || serial % 4 == 3 ? 1_160...1_280 : 1_320...1_700
    let follows = serial % 4 != 1
    prices.shift(
      product, from: isEarlier ? last - random.number(in: 3...9) : last,
      permille: random.number(in: size), raisesListing: follows)
    label(.priceRise, product)
    if !follows {
      label(.aboveListing, product)
      imply(.distributionMarkup, product)
    }
    return true
  }

  /// A fall for everyone by 18–55 %; one in four some months ago.
  mutating func plantDrop(_ serial: Int) -> Bool {
    guard last >= 2, let product = findMoving() else { return false }
    claim(product)
    let isEarlier = serial % 4 == 3 && last >= 13
    prices.shift(
      product, from: isEarlier ? last - random.number(in: 3...9) : last,
      permille: random.number(in: 450...820), raisesListing: false)
    label(.priceDrop, product)
    return true
  }

  private func findMoving() -> Int? {
    find {
      isQuiet($0) && !hasPeers($0) && prices.price($0, last) > 200
        && (pairsOf[$0] ?? []).contains { money($0) > 250_000 }
    }
  }

  /// Three rises of 2–2.8 % within six months, or five changes up and down within twelve: each of
  /// them, and all together, too small to be a rise or a fall worth a word.
  mutating func plantFrequentChanges(_ serial: Int) -> Bool {
    guard last >= 13 else { return false }
    let product = find {
      isQuiet($0) && !hasPeers($0) && prices.price($0, last) > 500
        && (pairsOf[$0] ?? []).contains { money($0) > 250_000 }
    }
    guard let product else { return false }
    claim(product)
    if serial % 2 == 0 {
      for back in [4, 2, 0] {
        prices.shift(
          product, from: last - back, permille: random.number(in: 1_020...1_028),
          raisesListing: true)
      }
    } else {
      for (place, back) in [10, 8, 5, 3, 1].enumerated() {
        let size = random.number(in: 22...30)
        prices.shift(
          product, from: last - back, permille: place % 2 == 0 ? 1000 + size : 1000 - size,
          raisesListing: true)
      }
    }
    label(.changeFrequency, product)
    return true
  }

  /// 2.9–4.4 times what other makers ask for the same drug, and always has been.
  mutating func plantPeerMultiple(_ serial: Int) -> Bool {
    let product = find { product in
      let peers = peersOf[products[product].kinship] ?? []
      return products[product].category == .chemical && peers.count >= 4
        && peers.allSatisfy {
          !prices.isSelected($0, from: 0) && $0 == product
            || !watched.contains($0) && !prices.isSelected($0, from: last - 13)
              && prices.isFlat($0, from: last)
        }
        && peers.filter { !(pairsOf[$0] ?? []).isEmpty && products[$0].rhythm == .steady }.count
          >= 4
    }
    guard let product else { return false }
    claim(product)
    prices.scale(product, permille: random.number(in: 2_900...4_400))
    // The others keep their prices: they are what it is compared with.
    let peers = Set(peersOf[products[product].kinship] ?? [])
    candidates.removeAll(where: peers.contains)
    label(.peerMultiple, product)
    return true
  }
}
