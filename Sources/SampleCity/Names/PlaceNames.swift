/// Places, and the words that names of institutions, makers and distributors are made of.
///
/// The districts are real, since offices know their codes; every institution, maker and
/// distributor is invented, so that no planted anomaly points at a real one.
enum PlaceNames {
  /// Administrative division codes with names.
  static let regions: [(code: String, name: String)] = [
    ("140802", "盐湖区"), ("140881", "永济市"), ("140882", "河津市"), ("140821", "临猗县"),
    ("140822", "万荣县"), ("140823", "闻喜县"), ("140824", "稷山县"), ("140825", "新绛县"),
    ("140826", "绛县"), ("140827", "垣曲县"), ("140828", "夏县"), ("140829", "平陆县"),
    ("140830", "芮城县"), ("140800", "市直"), ("140871", "经开区"), ("140872", "风陵渡"),
    ("140873", "高新区"),
  ]

  /// Two-character names for institutions.
  static let virtues = words(
    """
    明德 仁济 安泰 康宁 惠民 同和 博爱 济生 瑞康 永安 泰和 福康 慈济 长宁 宏仁 益民 春晖 华康 民康 颐和
    广济 德善 平安 万康 青禾 朝阳 和润 松柏 清源 嘉禾
    """)

  /// Two-character names for makers.
  static let makers = words(
    """
    晋源 汾河 云岭 海川 东岳 金陵 华夏 天泽 瑞丰 恒安 北辰 长河 苍山 渤海 江淮 龙泉 景瑞 凯诚 信达 百川
    明德 远航 赛康 鼎新 普泽 绿洲 博创 正元 康桥 泰林 九华 太行 吕梁 沁源 雁北 南浦 西岭 五台 洪都 钱江
    """)

  /// Two-character names for distributors.
  static let distributors = words(
    """
    河东 中条 条山 舜都 关圣 鹳雀 峨嵋 涑水 盐池 普救 后土 汾阴 解梁 安邑 蒲州 虞乡 猗氏 桐乡 古魏 大阳
    稷王 龙门 禹门 砥柱 孤峰
    """)

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }
}
