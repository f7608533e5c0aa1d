/** Made-up applications to try an examination with; the third claim of each is flawed on purpose. */
export const EXAMPLES = {
  ko: `질소가 도핑된 탄소층을 가지는 음극 활물질

【청구범위】
【청구항 1】
실리콘을 포함하는 코어 입자; 및
상기 코어 입자의 표면을 덮고 질소가 도핑된 탄소 피복층;을 포함하고,
상기 탄소 피복층의 두께는 10 nm 내지 40 nm인 리튬 이온 이차 전지용 음극 활물질.
【청구항 2】
제1항에 있어서, 상기 탄소 피복층은 질소를 1 내지 2 중량% 포함하는 음극 활물질.
【청구항 3】
제5항에 있어서, 상기 코어 입자의 평균 입경은 200 nm 이하인 음극 활물질.

【발명의 설명】
【기술분야】
본 발명은 충방전에 따른 부피 팽창을 억제하는 음극 활물질에 관한 것이다.
【발명을 실시하기 위한 구체적인 내용】
실리콘 분말을 질소와 아세틸렌의 혼합 기체에서 열처리하여 질소가 도핑된 탄소 피복층을 얻는다.
`,
  en: `Battery cooling with a variable pump

Claims
1. A cooling system for a battery pack, comprising:
a cooling plate arranged between battery cells;
a pump that moves a coolant through the cooling plate; and
a controller that varies a flow rate of the pump with a temperature of the battery cells.
2. The cooling system of claim 1, wherein the cooling plate is made of aluminum.
3. The cooling system of claim 7, wherein the controller stops the pump below 10 degrees Celsius.

Description
The application relates to thermal management of battery packs in electric vehicles.
A controller raises the flow rate of the pump when a battery cell becomes warmer than 35 degrees Celsius.
`,
} as const;
