"""
The word lists of the language: data, each with the construction of the assignment language it serves.

All entries are folded (small letters, tones unified); a phrase is written with single spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Phrases:
    """A set of phrases, asked for the longest one that begins at a token."""

    def __init__(self, *lines: str) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for line in lines:
            for phrase in line.split(","):
                words = tuple(phrase.split())
                if words:
                    self._by_first.setdefault(words[0], []).append(words)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def at(self, words: Sequence[str], index: int, stop: int | None = None) -> int:
        """Number of tokens of the longest phrase at `index`; 0 when none begins there."""
        if not 0 <= index < len(words):
            return 0
        limit = len(words) if stop is None else stop
        for phrase in self._by_first.get(words[index], ()):
            end = index + len(phrase)
            if end <= limit and tuple(words[index:end]) == phrase:
                return len(phrase)
        return 0

    def first(self, words: Sequence[str], start: int, stop: int) -> int:
        """The first token in [start, stop) where a phrase begins; -1 when there is none."""
        return next((i for i in range(start, stop) if self.at(words, i, stop)), -1)


def phrases(lines: Iterable[str]) -> Phrases:
    """The phrases of several comma-separated lines."""
    return Phrases(*lines)


# Section 3, verbs that open a task, after a subject or at the start of a point.
VERBS = Phrases(
    "rà soát, xây dựng, tham mưu, hoàn thiện, hoàn chỉnh, hoàn thành, hoàn tất, trình, ban hành, báo cáo, tổng hợp, tổng kết, sơ kết",
    "kiểm tra, thanh tra, giám sát, hướng dẫn, đôn đốc, theo dõi, tổ chức, triển khai, thực hiện, bố trí, thẩm định",
    "đề xuất, nghiên cứu, phối hợp, kết hợp, chủ trì, chỉ đạo, tuyên truyền, công khai, công bố, cập nhật, lập, thống kê",
    "phân loại, khảo sát, bàn giao, giải tỏa, xử lý, khắc phục, nâng cấp, kết nối, chia sẻ, cung cấp, đăng tải, mở, cử",
    "phân công, vận động, kiện toàn, tăng cường, duy trì, bảo đảm, đảm bảo, tiếp thu, lấy ý kiến, trả lời, ký, dự báo",
    "chuẩn bị, đưa, đẩy nhanh, đẩy mạnh, chấm dứt, thí điểm, trực, trực ban, hỗ trợ, tạo điều kiện, di dời, sơ tán",
    "quản lý, vận hành, khai thác, sử dụng, đầu tư, mua sắm, lắp đặt, sửa chữa, tu sửa, khôi phục, bảo vệ, bảo quản",
    "tiếp nhận, giải quyết, thu hồi, cấp, cấp phép, phê duyệt, quyết định, ưu tiên, định hướng, lãnh đạo, quán triệt",
    "phổ biến, thông báo, thông tin, đưa tin, phát sóng, phản ánh, số hóa, đối chiếu, tạo lập, điều chỉnh, điều chuyển",
    "bổ sung, sửa đổi, thay thế, bãi bỏ, thành lập, giải thể, sắp xếp, bố trí, tuyển dụng, đào tạo, bồi dưỡng, tập huấn",
    "huy động, sẵn sàng, ứng phó, cứu hộ, gia cố, nạo vét, phân luồng, cắm biển, cảnh báo, ngăn chặn, phòng ngừa",
    "phát hiện, đấu tranh, điều tra, xác minh, xác định, làm rõ, làm việc, giải trình, kiểm điểm, chấn chỉnh, đề ra",
    "đánh giá, phân tích, nhận diện, tính toán, cân đối, giải ngân, thanh toán, quyết toán, phân bổ, chi trả, hạch toán",
    "thu, thu gom, vận chuyển, trồng, chăm sóc, khoanh nuôi, tiêm, tiêm phòng, phun, khử trùng, khám, điều trị",
    "đăng ký, kê khai, niêm yết, công nhận, xếp hạng, chấm điểm, khen thưởng, nhân rộng, phát động, hưởng ứng, tham gia",
    "ngầm hóa, xóa, xóa bỏ, đơn giản hóa, rút ngắn, cắt giảm, tiết kiệm, giảm, tăng, tăng thời lượng, nâng cao, phát huy",
    "phát triển, mở rộng, thu hút, xúc tiến, kêu gọi, giới thiệu, quảng bá, khuyến khích, tháo gỡ, gỡ vướng, vướng mắc",
    "ứng vốn, ứng, trao, tặng, thăm hỏi, gửi, chuyển, nộp, nắm, nắm tình hình, nắm bắt, giữ, giữ gìn, bám sát, chú trọng",
    "chấp hành, tuân thủ, thi công, nghiệm thu, khởi công, khánh thành, hoàn trả, giải phóng, đền bù, bồi thường, tái định cư",
    "thống nhất, trao đổi, ký kết, cam kết, giao, phân cấp, ủy quyền, thực thi, thúc đẩy, khơi thông, đấu nối, đấu giá, đấu thầu",
    "lựa chọn, chọn, quy định, thể chế hóa, cụ thể hóa, lồng ghép, tích hợp, đồng bộ, tự kiểm tra, tự, thay mặt, đại diện",
    "tạm dừng, dừng, đình chỉ, hủy, kiểm soát, kiểm kê, kiểm đếm, kiểm định, đo, đo đạc, quan trắc, lắp, xây, dựng, vẽ, in",
    "treo, phát, phát hành, đón, đón tiếp, phục vụ, chủ động, tập trung, tích cực, thường xuyên, xem xét, tiến hành, áp dụng",
    "ứng dụng, đổi mới, cải thiện, cải tiến, tối ưu, tái cơ cấu, tinh giản, luân chuyển, điều động, tiếp công dân, đối thoại",
    "đối mới, yêu cầu, đề nghị, khẩn trương, nghiêm cấm, cấm, không để, kích hoạt, trang bị, dự trữ, điều tiết, xả, tích nước",
    "nhắc nhở, chỉ định, giao nhiệm vụ, phân tuyến, đóng, khóa, bảo dưỡng, duy tu, sửa, thay, ghi nhận, lưu trữ, lưu giữ, lưu",
    "kiểm chứng, xin ý kiến, góp ý, tham gia ý kiến, có ý kiến, cho ý kiến, có văn bản, có giải pháp, có kế hoạch, có phương án",
    "có trách nhiệm, có biện pháp, làm đầu mối, làm tốt, làm, thường trực, liên hệ, nhập, rút kinh nghiệm, nhận, thu thập, khơi dậy",
    "tạo, sưu tầm, dự thảo, soạn thảo, xin ý kiến, biên soạn, biên tập, dịch, thiết kế, thử nghiệm, dùng, sao lưu, mã hóa, định kỳ, dành, gắn, gắn kết, kiến nghị",
    "trả, thuê, khoán, bán, nuôi, tưới, gieo, gieo cấy, thu hoạch, xuống giống, chuyển đổi, tái tạo, tái cấp, cứu trợ, cấp phát",
    "hòa giải, thụ lý, truy tố, xét xử, thi hành, đóng góp, ủng hộ, quyên góp, tiếp tục, đồng hành, phát thanh, tích lũy, ra quân",
    "dọn, dọn dẹp, vệ sinh, tháo dỡ, chặt tỉa, cắt tỉa, chằng chống, neo đậu, kêu gọi tàu thuyền, thông tuyến, lu lèn, thảm",
    "thẩm tra, đàm phán, bảo trì, định giá, chốt, ghi, đặt, khai báo, sàng lọc, truy vết, giãn, hoãn, gia hạn, tổng rà soát, tổng kiểm tra",
    "nghiệm thu, căn cứ, phân tích, cài đặt, nêu gương, quan tâm, phân giao, quản trị, kiểm nghiệm, cho phép, xét, xét duyệt, bình ổn",
    "nâng, hạn chế, khoanh vùng, khoanh định, khống chế, dập tắt, bao vây, tiêu hủy, cách ly, xét nghiệm, xử phạt, cưỡng chế, kê biên, niêm phong, tịch thu, truy quét",
    "truy xuất, truy thu, bắt giữ, khởi tố, giám định, kiểm dịch, thẩm duyệt, chuyển giao, lên kế hoạch, lên phương án, cân nhắc",
    "miễn giảm, di chuyển, trục vớt, bồi đắp, san lấp, hàn khẩu, cải tạo, tôn tạo, trùng tu, phủ xanh, chăm lo, động viên, tri ân",
    "kiềm chế, ngăn ngừa, loại bỏ, giải đáp, đính chính, bình chọn, tôn vinh, cắm mốc, giữ vững, tận dụng, lan tỏa, nắm chắc, nắm vững, tuần tra, canh gác, túc trực",
    "đề cao, tiếp cận, liên thông, phân định, giảm thiểu, tổng vệ sinh, bao quát, đẩy lùi, siết chặt, lắng nghe, giao ban, họp, trực chiến",
)
# Verbs and role words that end a run of capitals or a restriction of a group: longer phrases only, because
# single syllables also end nouns (chương trình, công lập, giao thông).
STOPS = Phrases(
    "rà soát, xây dựng, tham mưu, hoàn thiện, hoàn thành, ban hành, báo cáo, tổng hợp, tổng kết, kiểm tra, giám sát",
    "hướng dẫn, đôn đốc, theo dõi, tổ chức, triển khai, thực hiện, bố trí, thẩm định, đề xuất, nghiên cứu, phối hợp, chủ trì",
    "chỉ đạo, tuyên truyền, công khai, công bố, cập nhật, thống kê, khảo sát, bàn giao, giải tỏa, xử lý, khắc phục, nâng cấp",
    "kết nối, chia sẻ, cung cấp, đăng tải, phân công, vận động, kiện toàn, tăng cường, duy trì, bảo đảm, đảm bảo, tiếp thu",
    "trả lời, chuẩn bị, đẩy nhanh, đẩy mạnh, chấm dứt, thí điểm, hỗ trợ, tạo điều kiện, tiếp tục, khẩn trương, chủ động, kịp thời",
    "nghiêm túc, tập trung, tích cực, thường xuyên, trực tiếp, căn cứ, theo chức năng, theo thẩm quyền, có trách nhiệm, chịu trách nhiệm",
    "phải, cần, theo địa bàn, được giao, được yêu cầu, đồng chủ trì, làm đầu mối, mỗi đơn vị, mỗi địa phương, cùng, đề nghị, yêu cầu, giao, huy động",
    "sẵn sàng, rút kinh nghiệm, quán triệt, phổ biến, tiết kiệm, cắm biển, đưa, lập, cử, trình, gửi, nộp, ký, mở, thi công, giải quyết",
    "thành lập, sắp xếp, lãnh đạo, đăng ký, xác định, phát động, tham gia, nâng cao, quan tâm, chấn chỉnh, ngăn chặn, ưu tiên, đầu tư",
    "chấp hành, tuân thủ, lồng ghép, phát huy, thống nhất, trao, quản lý chặt chẽ, quản lý tốt, đã, đang, sẽ, không được, tuyệt đối, có kế hoạch",
    "có giải pháp, có biện pháp, có phương án, có văn bản, có ý kiến, đánh giá, phát hiện, phòng ngừa, kiểm soát, tăng, giảm, cắt giảm",
    "giới thiệu, bám sát, chú trọng, trong phạm vi, theo nhiệm vụ, theo lĩnh vực, nghiên cứu, định kỳ, hằng tháng, hàng tháng, thực thi",
    "tháo gỡ, rút ngắn, phân bổ, giải ngân, số hóa, công nhận, nắm, trên cơ sở, nghiêm chỉnh, chia sẻ, áp dụng, ứng dụng, khai thác tốt",
    "xác minh, đối soát, thu thập, tùy theo, tùy vào, tùy tình hình, dự thảo, soạn thảo, xin ý kiến, có công văn, cho biết, cam kết, kiểm điểm, trực, tự, xem xét, đồng hành, phản ánh, nhân rộng, hưởng ứng, điều chỉnh, bổ sung, thu gom",
)
# Section 3, adverbs and modals that stand between subject and verb and are part of neither.
ADVERBS = Phrases(
    "khẩn trương, tiếp tục, chủ động, kịp thời, nghiêm túc, tập trung, tích cực, thường xuyên, phải, cần, cần phải, cũng",
    "có trách nhiệm, chịu trách nhiệm, có nhiệm vụ, trực tiếp, sớm, nhanh chóng, ngay, lập tức, kiên quyết, quyết liệt, chặt chẽ",
    "nghiêm, nghiêm chỉnh, đồng thời, cùng nhau, hết sức, thật sự, thực sự, đặc biệt, nhất là, tự, trước mắt, sẽ, thì, luôn, đồng loạt",
    "theo chức năng và nhiệm vụ được giao, theo chức năng nhiệm vụ được giao, theo chức năng nhiệm vụ, theo thẩm quyền, theo quy định",
    "được giao nhiệm vụ, được giao trách nhiệm, được giao, được yêu cầu, được đề nghị, được phân công, cũng được giao, cũng được yêu cầu",
    "hằng ngày, hằng tuần, hằng tháng, hằng quý, hàng ngày, hàng tuần, hàng tháng, hàng quý, mỗi ngày, mỗi tuần, mỗi tháng, mỗi quý, định kỳ hằng ngày, định kỳ hằng tuần, định kỳ hằng tháng, định kỳ hằng quý, định kỳ hàng ngày, định kỳ hàng tuần, định kỳ hàng tháng, định kỳ hàng quý, định kỳ mỗi ngày, định kỳ mỗi tuần, định kỳ mỗi tháng, định kỳ mỗi quý, định kỳ 6 tháng, định kỳ 3 tháng",
    "chủ động hơn nữa, cần tiếp tục, cần khẩn trương, phấn đấu, quyết tâm, tăng tốc, quan tâm, nỗ lực, đề cao trách nhiệm, định kỳ, có",
)
# Section 3 (O1-O5): the words by which an authority assigns; longest first is seen to by Phrases.
OPENERS = Phrases(
    "giao, giao cho, giao trách nhiệm cho, giao nhiệm vụ cho, giao trách nhiệm, giao nhiệm vụ, giao nhiệm vụ cụ thể cho",
    "giao trách nhiệm cụ thể cho, tiếp tục giao, giao thêm, đồng ý giao, thống nhất giao, nhất trí giao, phân công",
    "yêu cầu, tiếp tục yêu cầu, đề nghị, tiếp tục đề nghị, trân trọng đề nghị, kính đề nghị, chỉ đạo, lưu ý, nhắc, nhắc nhở, giao việc cho, chỉ thị, cũng yêu cầu",
    "cũng giao, cũng lưu ý, cũng đề nghị, nhấn mạnh yêu cầu, ủy quyền cho, giao quyền cho, phân công nhiệm vụ cho, chỉ đạo và yêu cầu",
    "yêu cầu và giao, đề nghị và giao, giao đồng chí, đặc biệt lưu ý, đồng thời giao, đồng thời yêu cầu, đồng thời đề nghị",
    "đồng thời chỉ đạo, cũng chỉ đạo, đã giao, đã yêu cầu, đã chỉ đạo, đã đề nghị, vừa yêu cầu, vừa giao, vừa chỉ đạo, vừa đề nghị, vừa có văn bản yêu cầu, có văn bản yêu cầu, có công văn yêu cầu",
    "vừa có công văn yêu cầu, vừa có văn bản chỉ đạo, vừa có văn bản giao, có văn bản giao, có văn bản chỉ đạo, có văn bản đề nghị",
    "vừa có văn bản đề nghị, ban hành văn bản yêu cầu, ban hành công văn yêu cầu, vừa ban hành công văn yêu cầu, cũng đã yêu cầu, cũng đã giao",
    "đã có văn bản yêu cầu, đã có công văn yêu cầu, đã có văn bản giao, đã có văn bản chỉ đạo, đã ban hành văn bản yêu cầu, đã ký văn bản yêu cầu, ký văn bản yêu cầu",
)
# An opener after one of these is no assignment (refusals, nouns, references).
OPENER_BARS = frozenset(
    [
        "không",
        "chưa",
        "việc",
        "nội",
        "dung",
        "được",
        "của",
        "theo",
        "như",
        "xét",
        "dừng",
        "tạm",
        "kiến",
        "vụ",
        "thời",
        "có",
        "và",
        "phải",
        "do",
        "để",
        "đang",
        "sự",
        "nhiệm",
        "các",
        "những",
        "một",
    ]
)
# Section 9: sentences that begin so report, judge, approve, refuse, define or close.
APPROVALS = Phrases(
    "đồng ý, thống nhất với, thống nhất thông qua, thống nhất chủ trương, thống nhất nội dung, thống nhất đề xuất, thống nhất về",
    "thống nhất công nhận, thống nhất bổ sung, thống nhất điều chỉnh, thống nhất theo, thống nhất cho, thống nhất đánh giá, thống nhất như",
    "nhất trí, thông qua, cơ bản thống nhất, cơ bản nhất trí, cơ bản đồng ý, về cơ bản thống nhất, chưa xem xét, không thông qua, không giao",
    "tạm dừng việc, tạm dừng, dừng việc, chưa đồng ý, không đồng ý, chấp thuận, cho phép, cho chủ trương, không xem xét, nghiêm cấm",
    "thống nhất phương án, thống nhất ban hành, thống nhất nguyên tắc, thống nhất quan điểm, chưa thông qua, chưa giao, hoan nghênh",
)
PRAISE = Phrases(
    "ghi nhận, biểu dương, đánh giá cao, phê bình, khen ngợi, chia sẻ với, cảm ơn, trân trọng cảm ơn, hoan nghênh, chúc mừng, nghiêm khắc phê bình",
)
REPORT_STARTS = Phrases(
    "thời gian qua, trong thời gian qua, tính đến, đến nay, đến thời điểm, hiện nay, hiện trên, hiện tại, qua theo dõi, qua kiểm tra, qua báo cáo, qua rà soát",
    "theo báo cáo, theo thống kê, theo dự báo, theo số liệu, theo đánh giá, theo phản ánh, theo tổng hợp, nguyên nhân, tuy nhiên, mặc dù, so với, kết quả thực hiện các",
    "kết quả đạt được, tồn tại, hạn chế, khó khăn, bên cạnh những kết quả, bên cạnh kết quả, trước đó, vừa qua, trong những năm qua, những năm qua, những tháng đầu năm",
    "sáng ngày, chiều ngày, sau khi nghe, sau khi xem xét, xét đề nghị, xét báo cáo, xét tờ trình, căn cứ báo cáo, tại buổi làm việc, tại cuộc họp, phát biểu",
    "dự kiến đến, ước, lũy kế, cùng kỳ, thực tế cho thấy, kinh nghiệm cho thấy, cử tri, theo phương án số, theo kế hoạch số, đợt kiểm tra, nhìn chung, đây là, sau một",
    "tại hội nghị, năm qua, dự họp, tham dự, cùng dự, thành phần, tham gia họp, dự cuộc họp, trong hai ngày qua, trong những ngày qua, những ngày qua, hội nghị đã, cuộc họp đã, hôm nay, mới đây, tin từ",
)
ESCAPES = Phrases(
    "trường hợp, trong trường hợp, nếu, nếu có, mọi thắc mắc, mọi vướng mắc, trong quá trình thực hiện nếu, trong quá trình thực hiện, trong quá trình triển khai",
    "quá trình thực hiện nếu, quá trình thực hiện, quá trình triển khai, khi có vướng mắc, có vướng mắc, nếu gặp, nếu phát sinh, nếu vướng",
)
# Openers of sentences whose subject is a matter, not a unit: goals and exhortations (section 9).
ABSTRACT_STARTS = Phrases(
    "công tác, việc, tiến độ chung, tiến độ, mục tiêu, nhiệm vụ, chủ trương, phương châm, quan điểm, tinh thần, cải cách, chuyển đổi số là, thời gian tới công việc, đây là, tình hình, nguồn kinh phí, kinh phí, chi phí",
    "phấn đấu, với tinh thần, cần nhận thức, cần xác định, phải xác định, phải coi, phải lấy, tuyệt đối, quán triệt quan điểm, kết quả thực hiện, nội dung, nguyên tắc, thời gian thực hiện các, các dự án, dự án, người dân, nhân dân, doanh nghiệp",
)
EXHORTS = Phrases(
    "tuyệt đối không, không chủ quan, không được chủ quan, nhận thức rõ, nhận thức, phát huy, tiếp tục phát huy, nêu cao, vào cuộc, nỗ lực, học tập, nghiên cứu học tập, nghiên cứu, bắt tay, nêu gương, đoàn kết",
    "nghiêm túc rút kinh nghiệm, rút kinh nghiệm, xác định rõ, coi đây, quyết tâm, cố gắng, đề cao, quán triệt quan điểm, quán triệt tinh thần, quán triệt sâu sắc, nghiêm túc thực hiện, nghiêm túc triển khai thực hiện, biết và thực hiện, thực hiện tốt một số",
    "tiếp tục nỗ lực, tiếp tục cố gắng, giữ vững, thấm nhuần, phải nhận thức, chung tay, tích cực hưởng ứng, đồng lòng",
)
# Section 5 and 4: connectors before a subject.
CONNECTORS = Phrases(
    "đồng thời, ngoài ra, bên cạnh đó, theo đó, cụ thể, trong đó, riêng, riêng đối với, còn, và, song song đó, cùng với đó, cùng đó, mặt khác, trước mắt, tiếp đó, sau đó, do đó, vì vậy, trên cơ sở đó, từ đó, tương tự, đặc biệt, trong khi, trong khi đó, đối với, về phía, về, thứ nhất, thứ hai, thứ ba, thứ tư, thứ năm, một là, hai là, ba là, bốn là, năm là, thay vào đó, cuối cùng, trong khi chờ, mà, tiếp tục, thống nhất, đồng ý, kết luận",
)
LOOSE_GROUPS = Phrases(
    "các cấp, các ngành, cả hệ thống chính trị, toàn hệ thống chính trị, các cấp ủy, các địa phương, ngành y tế, ngành giáo dục, lực lượng, chính quyền, các lực lượng",
)
# Section 9 and 4: subjects outside the administration.
OUTSIDERS = Phrases(
    "người dân, nhân dân, các nhà thầu, nhà thầu, các chủ thể, chủ thể, các hộ dân, hộ dân, các hộ, doanh nghiệp, các doanh nghiệp, cán bộ, đoàn viên, hội viên, phụ huynh, học sinh, tiểu thương, chủ tàu, các chủ tàu, chủ phương tiện, nhà đầu tư, các nhà đầu tư, cộng đồng, du khách, nông dân, bà con",
)

# Syllables of a noun that look like a verb standing alone.
COMPOUNDS = frozenset(
    tuple(pair.split())
    for pair in [
        "công trình",
        "chương trình",
        "quy trình",
        "lịch trình",
        "hành trình",
        "tiến trình",
        "lộ trình",
        "công lập",
        "độc lập",
        "chữ ký",
        "giao thông",
        "giao dịch",
        "giao ban",
        "bến cảng",
        "bản đồ",
        "thu nhập",
        "thu ngân",
        "thu tiền",
        "thu phí",
        "cấp xã",
        "cấp huyện",
        "cấp tỉnh",
        "cấp bách",
        "cấp ủy",
        "cấp độ",
        "cấp học",
        "sơ cấp",
        "trung cấp",
        "tự nhiên",
        "tự do",
        "mở đầu",
        "xây dựng nông",
        "in ấn",
        "phải thu",
        "cần thiết",
        "nhu cầu",
        "mức thu",
        "nguồn thu",
        "tổng thu",
        "số thu",
        "phát thanh",
        "cùng kỳ",
        "giá bán",
        "tăng trưởng",
        "thu hút đầu",
        "nghệ thông",
        "văn hóa thông",
        "hóa thông",
        "đầu tư phát",
        "thường trực",
        "đích sử",
    ]
)


def verb_at(words: Sequence[str], index: int, stop: int) -> int:
    """Length of the verb at `index`; 0 for none and inside a compound noun ('công trình')."""
    if index >= stop:
        return 0
    if index and (words[index - 1], words[index]) in COMPOUNDS:
        return 0
    if index + 1 < stop and (words[index], words[index + 1]) in COMPOUNDS:
        return 0
    return VERBS.at(words, index, stop)


def stop_at(words: Sequence[str], index: int, stop: int) -> int:
    """Length of the phrase at `index` that ends a name or a restriction; 0 for none."""
    if index >= stop:
        return 0
    if index and (words[index - 1], words[index]) in COMPOUNDS:
        return 0
    if index + 1 < stop and (words[index], words[index + 1]) in COMPOUNDS:
        return 0
    return STOPS.at(words, index, stop)
