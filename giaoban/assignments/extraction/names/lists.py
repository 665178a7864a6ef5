"""The words that name units, posts, groups and what ends a name (sections 4 and 5): data."""

from __future__ import annotations

from giaoban.assignments.extraction.words import Phrases

LEVELS = Phrases("xã, phường, đặc khu, thị trấn, huyện, quận, thị xã, thành phố, tỉnh, tp, cấp xã, cấp huyện, cấp tỉnh")
POSTS = Phrases(
    "giám đốc, phó giám đốc, tổng giám đốc, thủ trưởng, chủ tịch, phó chủ tịch, bộ trưởng, bí thư, hiệu trưởng, viện trưởng",
    "cục trưởng, chi cục trưởng, tổng cục trưởng, vụ trưởng, chủ nhiệm, chánh, trưởng, người đứng đầu, lãnh đạo, tập thể lãnh đạo",
    "thống đốc, tổng kiểm toán, tổng biên tập, chỉ huy trưởng, chính ủy, đội trưởng, hạt trưởng, trạm trưởng, đồn trưởng, chánh án, kế toán trưởng",
    "chủ tịch hội đồng thành viên, chủ tịch hội đồng quản trị, chủ tịch và tổng giám đốc, trưởng phòng, trưởng ban, chủ tịch kiêm tổng giám đốc, bí thư và chủ tịch, tổ trưởng, bí thư đảng ủy và chủ tịch, trưởng đài, tư lệnh, chỉ huy, người phát ngôn",
)
TITLES = Phrases("đồng chí, các đồng chí, đ / c, ông, bà, các ông, các bà, riêng")
GROUP_NOUNS = Phrases(
    "sở, ban, ngành, sở ngành, ban ngành, bộ, bộ ngành, cơ quan, đơn vị, địa phương, đoàn thể, tổ chức, chủ đầu tư, nhà thầu, doanh nghiệp, hội",
    "hội đoàn thể, phòng, xã, phường, đặc khu, thị trấn, huyện, quận, thành phố, thị xã, tỉnh, trường, trường học, bệnh viện, cơ sở, công ty",
    "tập đoàn, tổng công ty, ngân hàng, hợp tác xã, thôn, tổ dân phố, bản, buôn, làng, ấp, khu phố, khóm, thành viên, đồng chí thành viên, ban quản lý, chủ rừng",
    "chủ hồ, đảng ủy, cấp ủy, huyện ủy, thị ủy, thành ủy, quận ủy, đảng bộ, tổ chức thành viên, tổ chức chính trị - xã hội, tổ chức chính trị xã hội, tổ chức tín dụng",
    "ban quản lý dự án, ban qlda, bql dự án, bql, đơn vị sự nghiệp, đơn vị sự nghiệp công lập, cơ quan báo chí, cơ quan thông tấn báo chí, cơ quan ngang bộ, cơ quan thuộc chính phủ",
    "cơ quan trung ương, cơ quan chuyên môn, cơ quan chức năng, cơ quan truyền thông, viện, trạm y tế, trung tâm, chi cục, cục, tổng cục, vụ, đội, tổ, tổ công tác, đoàn công tác",
    "đoàn kiểm tra, hiệp hội, hội nghề nghiệp, ủy ban, ban đảng, ban đảng tỉnh ủy, ban chỉ đạo, ban xây dựng đảng, phòng ban, phòng chuyên môn, phòng ban chuyên môn, xã phường, lực lượng",
    "ban của hđnd, cơ sở y tế, cơ sở giáo dục, trạm, hạt kiểm lâm, nhà mạng, nhà trường, đơn vị thi công, đơn vị tư vấn, mặt trận, tổ chức đoàn thể, chi nhánh, ubnd, cơ quan tham mưu, cơ quan đơn vị",
    "chi bộ, chi đoàn, khối, cụm, cụm thi đua, lâm trường, nông trường, viện nghiên cứu, học viện, nhà máy, cảng, bến xe, nhà hát, quỹ, hội quần chúng, liên đoàn, đài truyền thanh, ban công tác mặt trận, trung tâm y tế, chủ mỏ, tổ chức công đoàn, đơn vị trường học, doanh nghiệp nhà nước, ban ngành đoàn thể, ban chấp hành, công đoàn, cơ quan tư pháp, cơ quan nhà nước, phòng giao dịch, trạm kiểm soát, tổ hợp tác, chủ đập",
    "trưởng thôn, trưởng bản, trưởng khu, tổ trưởng tổ dân phố, bên, cấp, cấp ngành, tổ chức hội, trường đại học, tổ chức chính trị, khu kinh tế, văn phòng, công an, thanh tra, công an xã, công an các xã, cơ quan trung ương trên địa bàn, đơn vị vận hành, hồ chứa",
)
TAIL_STARTS = Phrases(
    "trực thuộc, thuộc, trên địa bàn, có, liên quan, ven, được giao, được phân công, sử dụng, của, nơi, đang, chưa, còn, chuyên môn, chức năng, thường trú, quản lý, khai thác",
    "cấp nước, cấp điện, thi công, vận tải, viễn thông, báo chí, tham gia, chịu, bị, vùng, miền núi, biên giới, ven biển, khu vực, phía, tại, trong, công lập, ngoài công lập, nhà nước",
    "kinh doanh, sản xuất, xây dựng, tư vấn, giám sát, cung cấp, chủ, vận hành, đầu tư, cấp tỉnh, cấp huyện, cấp xã, tỉnh, thành phố, trung ương, nêu trên, nói trên, trên, này, còn lại, khác, thành viên, xã, chủ quản, chủ trì, hưởng, y tế, giáo dục, du lịch, khám chữa bệnh, dịch vụ, nông nghiệp, ngành, hạ tầng, điện lực, phát thanh, truyền thông, cơ sở, hành chính, thủy lợi, nội trú, mầm non, phổ thông, học, ban chỉ đạo, hội đồng, tổ, đoàn, ủy, viên, cao đẳng, đại học, lưu trú, do, nằm, không, liên, theo dõi",
)
HEADS = Phrases(
    "sở, bộ, ban, cục, chi cục, tổng cục, công ty, tổng công ty, tập đoàn, trung tâm, hội, hiệp hội, liên đoàn, liên hiệp, liên minh, viện, trường, đại học, học viện, bệnh viện",
    "đảng ủy, đảng bộ, huyện ủy, thành ủy, tỉnh ủy, thị ủy, quận ủy, tỉnh đoàn, thành đoàn, đoàn thanh niên, đoàn, công an, quân khu, bộ đội biên phòng, biên phòng, thanh tra, tòa án, viện kiểm sát",
    "ngân hàng, kho bạc, bảo hiểm xã hội, điện lực, thuế, chi cục thuế, hải quan, thống kê, hạt kiểm lâm, báo, đài, văn phòng, phòng, tổ công tác, tổ giúp việc, tổ thư ký, đội, trạm, đồn, thư viện, bảo tàng",
    "nhà hát, quỹ, vườn quốc gia, bưu điện, viễn thông, ủy ban, hội đồng, mặt trận tổ quốc, bộ phận, cơ quan thường trực, vnpt, viettel, evn, petrolimex, vinachem, ban quản lý, cảng vụ, cảng, thường trực, ban thường vụ, cổng thông tin, cổng",
    "kiểm lâm, quản lý thị trường, khu, nhà máy, xí nghiệp, tổ, hợp tác xã, ủy ban kiểm tra, trạm y tế, bộ chỉ huy, bộ tư lệnh, ban chỉ huy, tạp chí, nhà xuất bản, nhà văn hóa, vụ, tổng hội, cơ quan, sân bay, ga, tỉnh, thành phố, phường, đặc khu, quận, huyện, xã, mttq, bql, ubmttq, cty, vp, bch, hạt, truyền tải điện, kiểm toán, thi hành án dân sự, đoàn luật sư",
)
NAME_WORDS = frozenset(
    ["nhân", "dân", "tỉnh", "thành", "phố", "xã", "phường", "huyện", "quận", "thị", "nhà", "nước", "quản", "lý", "dự", "án", "đầu", "tư", "xây", "dựng", "các", "khu", "công", "nghiệp", "kinh", "tế", "quân", "sự", "chỉ", "huy", "đạo", "công", "trình", "giao", "thông", "dân", "dụng", "nông", "thôn", "nghiệp", "nước", "sạch", "vệ", "sinh", "môi", "trường", "cổ", "phần", "tnhh", "mtv", "một", "thành", "viên", "khai", "thác", "thủy", "lợi", "dịch", "vụ", "thương", "mại", "đô", "thị", "phát", "triển", "quỹ", "đất", "y", "tế", "văn", "hóa", "thể", "thao", "du", "lịch", "phát", "thanh", "truyền", "hình", "và", "khu", "vực", "trung", "ương", "việt", "nam", "bảo", "vệ", "rừng", "phòng", "hộ", "đặc", "dụng", "điện", "lực", "chính", "trị", "xã", "hội", "hành", "trị", "thương", "giúp", "việc", "thường", "trực", "giáo", "dục", "đào", "tạo", "khoa", "học", "số", "ủy", "ban", "tổ", "chức", "kiểm", "soát", "bệnh", "tật", "thông", "tin", "tử", "đa", "chuyên", "ngành", "phụ", "nữ", "thanh", "niên", "cựu", "chiến", "binh"]
)
LEAVES = frozenset(["trong", "về", "tại", "trước", "để", "với", "cho", "theo", "từ", "đến", "là", "được", "của", "do", "vừa", "không", "thì", "mà", "như", "khi", "năm", "còn", "chưa", "vẫn", "đạt", "sẽ", "các", "những"])
FAMILY_NAMES = frozenset(
    ["nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "trịnh", "mai", "tô", "lương", "hà", "cao", "lâm", "chu", "tạ", "thái", "tống", "quách", "triệu", "vương", "đào"]
)
TAKES_PLACE = ("Sở", "Thành đoàn", "Tỉnh đoàn", "Đài", "Công ty", "Điện lực", "Kho bạc", "Bảo hiểm", "Cục", "Chi cục", "Hội", "Ban Quản lý", "Ngân hàng Chính sách", "Trường", "Trung tâm")
NAME_VERBS = Phrases("đầu tư, đầu tư xây dựng, xây dựng, quản lý, khai thác, chỉ đạo, phát triển, bảo vệ, phục vụ")
GENERIC_TAILS = ("liên quan", "có liên quan", "chức năng", "chức năng liên quan", "liên quan khác")
LEVEL_WORDS = {"xã", "phường", "huyện", "quận", "tỉnh", "thị", "thành", "đặc", "thôn", "tp"}
LIMIT = 24
CENTRAL_KINDS = Phrases("cơ quan ngang bộ, cơ quan thuộc chính phủ, ngành")
PLACE_WORDS = Phrases("tỉnh, thành phố, tp")
LOWER_PLACES = Phrases("huyện, xã, phường, quận, thị xã, đặc khu")
PLURALS = Phrases("các, những, toàn thể các, tất cả các, từng, mỗi, một số")
