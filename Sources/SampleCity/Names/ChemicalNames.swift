/// Generic names of chemical drugs, in the rough order in which their kind entered procurement.
///
/// One drug a line: the first letter of its ATC class, its name, then the forms it is sold in, by
/// the marks of ``DosageForm``. Every name is a real generic name; which of them a maker of the
/// sample city sells, and at what price, is invented.
enum ChemicalNames {
  static let text = """
    C阿托伐他汀钙 t c d
    C瑞舒伐他汀钙 t d c
    B硫酸氢氯吡格雷 t
    C厄贝沙坦 t d c
    C苯磺酸氨氯地平 t c d
    J恩替卡韦 d c t
    N草酸艾司西酞普兰 t o
    N盐酸帕罗西汀 t s
    N奥氮平 t d
    L吉非替尼 t
    C福辛普利钠 t
    C厄贝沙坦氢氯噻嗪 t c d
    C赖诺普利 t c
    J富马酸替诺福韦二吡呋酯 t c
    C氯沙坦钾 t c
    C马来酸依那普利 t c
    N左乙拉西坦 t o i s
    L甲磺酸伊马替尼 t c
    R孟鲁司特钠 t g
    A蒙脱石 w g
    L培美曲塞二钠 p
    M氟比洛芬酯 i
    N盐酸右美托咪定 i
    N利培酮 t o d
    J阿莫西林 c g d
    J头孢呋辛酯 t d c
    A阿卡波糖 t c
    J阿奇霉素 t c g p
    A奥美拉唑 u n p
    C苯磺酸左氨氯地平 t
    C比索洛尔 t c
    L醋酸阿比特龙 t
    C单硝酸异山梨酯 s r t
    J氟康唑 t c i
    C盐酸法舒地尔 i
    J甲硝唑 t i c
    C坎地沙坦酯 t c d
    L卡培他滨 t
    A铝碳酸镁 k t
    J莫西沙星 t i
    C尼群地平 t
    J头孢拉定 c g
    G索利那新 t
    G他达拉非 t
    L替吉奥 c t
    A格列美脲 t d
    J异烟肼 t
    R盐酸氨溴索 t o i c
    V钆布醇 i
    L紫杉醇 i p
    A二甲双胍 t s c
    N阿立哌唑 t d
    C缬沙坦 c t d
    C卡托普利 t
    N地西他滨 p
    N度洛西汀 u
    M非布司他 t
    M塞来昔布 c
    G非那雄胺 t c
    N喹硫平 t s
    N美金刚 t o
    C替格瑞洛 t
    A维格列汀 t
    L来曲唑 t
    J克拉霉素 t s g
    J左氧氟沙星 t i e
    N匹多莫德 o t
    R孟鲁司特 k
    C匹伐他汀钙 t
    R地氯雷他定 t o
    A莫沙必利 t d
    M布洛芬 s r o g
    G枸橼酸西地那非 t
    L奥拉帕利 t
    J头孢地尼 c d g
    C曲美他嗪 t s
    N舍曲林 t
    A昂丹司琼 t i
    L厄洛替尼 t
    A泮托拉唑钠 n p
    N文拉法辛 r t
    N米氮平 t
    J利奈唑胺 t i
    M双氯芬酸钠 s u m
    A多潘立酮 t o
    L卡铂 i
    N加巴喷丁 c t
    J诺氟沙星 c
    N普瑞巴林 c
    N氨磺必利 t
    N氯氮平 t
    C美托洛尔 t s
    A格列齐特 s t
    A雷贝拉唑钠 n u
    L比卡鲁胺 t
    N布比卡因 i
    M艾瑞昔布 t
    R多索茶碱 i t
    L多西他赛 i
    A埃索美拉唑 n p u
    C法莫替丁 t i p
    L奥沙利铂 i p
    C氟伐他汀钠 c s
    L吉西他滨 p
    J更昔洛韦 p i
    N罗哌卡因 i
    R布地奈德 h y
    V碘海醇 i
    V碘克沙醇 i
    V碘帕醇 i
    A利格列汀 t
    A西格列汀 t
    A沙格列汀 t
    J头孢曲松钠 p
    J头孢他啶 p
    J头孢呋辛钠 p
    J头孢唑林钠 p
    J美罗培南 p
    J比阿培南 p
    J替加环素 p
    B阿加曲班 i
    B磺达肝癸钠 i
    B那屈肝素钙 i
    B依诺肝素钠 i
    B利伐沙班 t c
    B阿哌沙班 t
    B达比加群酯 c
    L硼替佐米 p
    L阿扎胞苷 p
    L苯达莫司汀 p
    C胺碘酮 i t
    C尼莫地平 t i
    C硝苯地平 s t
    C乌拉地尔 i s
    N丙泊酚 i
    N依托咪酯 i
    N七氟烷 h
    N咪达唑仑 i
    A甘草酸二铵 i u
    A还原型谷胱甘肽 p t
    A多烯磷脂酰胆碱 i c
    A恩格列净 t
    A达格列净 t
    A卡格列净 t
    A吡格列酮 t d
    A瑞格列奈 t
    A那格列奈 t
    A伏格列波糖 t d
    J伏立康唑 t p d
    J卡泊芬净 p
    J米卡芬净 p
    J阿昔洛韦 t c p
    J伐昔洛韦 t
    J奥司他韦 c g
    J拉米夫定 t
    J阿德福韦酯 t c
    J齐多夫定 t
    J头孢克洛 c g d
    J头孢克肟 c g d
    J头孢丙烯 t g
    J头孢美唑钠 p
    J头孢米诺钠 p
    J头孢西丁钠 p
    J哌拉西林钠他唑巴坦钠 p
    J氨苄西林 p c
    J环丙沙星 t i
    J克林霉素 c i
    J米诺环素 c
    J多西环素 t p
    J磷霉素氨丁三醇 w
    J替考拉宁 p
    J万古霉素 p
    N卡马西平 t s
    N奥卡西平 t o
    N丙戊酸钠 s o p
    N拉莫三嗪 t d
    N托吡酯 t c
    N拉考沙胺 t i
    N普拉克索 t s
    N罗匹尼罗 t s
    N多奈哌齐 t d
    N加兰他敏 t o
    N齐拉西酮 c i
    N帕利哌酮 s
    N丁螺环酮 t
    N曲唑酮 t
    N阿戈美拉汀 t
    N伏硫西汀 t
    N佐匹克隆 t
    N右佐匹克隆 t
    N唑吡坦 t
    N瑞芬太尼 p
    N舒芬太尼 i
    N曲马多 s i
    N利扎曲普坦 t
    N氟桂利嗪 c
    N胞磷胆碱钠 i c
    N依达拉奉 i
    N吡拉西坦 i t
    N天麻素 i t
    C缬沙坦氨氯地平 t
    C替米沙坦 t c
    C奥美沙坦酯 t c
    C培哚普利 t
    C贝那普利 t
    C雷米普利 t
    C拉西地平 t
    C非洛地平 s
    C贝尼地平 t
    C地尔硫䓬 t r
    C维拉帕米 t s
    C卡维地洛 t
    C阿罗洛尔 t
    C伊伐布雷定 t
    C沙库巴曲缬沙坦钠 t
    C依折麦布 t
    C非诺贝特 c t
    C辛伐他汀 t
    C普伐他汀钠 t
    C呋塞米 t i
    C托拉塞米 t i p
    C螺内酯 t
    C吲达帕胺 t s
    C氢氯噻嗪 t
    C尼可地尔 t p
    C硝酸甘油 t i
    C多巴胺 i
    C去甲肾上腺素 i
    C肾上腺素 i
    C米力农 i
    B氨甲环酸 i t
    B华法林钠 t
    B替罗非班 i
    B西洛他唑 t c
    B阿司匹林 n u
    B贝前列素钠 t
    B沙格雷酯 t
    B多糖铁复合物 c
    B蔗糖铁 i
    B叶酸 t
    B甲钴胺 t i
    R沙丁胺醇 h t
    R异丙托溴铵 h
    R特布他林 y
    R噻托溴铵 h
    R乙酰半胱氨酸 t g y
    R羧甲司坦 t o
    R西替利嗪 t o
    R左西替利嗪 t o
    R氯雷他定 t k
    R非索非那定 t
    R依巴斯汀 t
    R茶碱 s r
    R氨茶碱 i t
    M依托考昔 t
    M美洛昔康 t i
    M洛索洛芬钠 t d
    M帕瑞昔布钠 p
    M酮咯酸氨丁三醇 i
    M苯溴马隆 t
    M别嘌醇 t r
    M阿仑膦酸钠 t
    M利塞膦酸钠 t
    M唑来膦酸 i
    M伊班膦酸钠 i
    M骨化三醇 c
    M阿法骨化醇 c t
    M巴氯芬 t
    M乙哌立松 t
    M罗库溴铵 i
    M维库溴铵 p
    M顺苯磺酸阿曲库铵 p i
    L索拉非尼 t
    L舒尼替尼 c
    L阿昔替尼 t
    L拉帕替尼 t
    L达沙替尼 t
    L尼洛替尼 c
    L阿法替尼 t
    L奥希替尼 t
    L克唑替尼 c
    L来那度胺 c
    L泊马度胺 c
    L沙利度胺 t
    L环磷酰胺 p
    L异环磷酰胺 p
    L表柔比星 p
    L多柔比星 p
    L伊立替康 i p
    L拓扑替康 p
    L长春瑞滨 i
    L依托泊苷 i c
    L氟尿嘧啶 i
    L甲氨蝶呤 t i
    L阿那曲唑 t
    L依西美坦 t
    L他莫昔芬 t
    L氟维司群 i
    L戈舍瑞林 i
    L亮丙瑞林 p
    L奥曲肽 i
    L环孢素 c
    L他克莫司 c m
    L吗替麦考酚酯 c d
    L来氟米特 t
    L托法替布 t s
    G度他雄胺 c
    G坦索罗辛 r s
    G多沙唑嗪 s
    G特拉唑嗪 t
    G托特罗定 t r
    G米拉贝隆 s
    G黄体酮 c i
    G地屈孕酮 t
    G戊酸雌二醇 t
    G缩宫素 i
    G卡前列素氨丁三醇 i
    H甲泼尼龙 t p
    H泼尼松 t
    H地塞米松磷酸钠 i
    H左甲状腺素钠 t
    H甲巯咪唑 t
    H丙硫氧嘧啶 t
    H去氨加压素 t i
    H帕立骨化醇 i
    H西那卡塞 t
    S左卡尼汀 i o
    S玻璃酸钠 e
    S溴芬酸钠 e
    S布林佐胺 e
    S拉坦前列素 e
    S曲伏前列素 e
    S妥布霉素 e
    S盐酸奥洛他定 e
    S聚乙烯醇 e
    A乳果糖 o
    A聚乙二醇4000 w
    A熊去氧胆酸 c t
    A美沙拉秦 n u
    A替普瑞酮 c
    A瑞巴派特 t
    A兰索拉唑 u p n
    A伊托必利 t
    A匹维溴铵 t
    A格拉司琼 i
    A帕洛诺司琼 i
    A水溶性维生素 p
    A脂肪乳 i
    A复方氨基酸 i
    A葡萄糖酸钙 i t
    A氯化钾 s i
    A碳酸钙D3 t g
    D特比萘芬 t m
    D莫匹罗星 m
    D糠酸莫米松 m y
    D卤米松 m
    D阿达帕林 m
    D阿维A c
    """
}
