import { createHash } from 'node:crypto';
import { searchTerms } from '../text/index.js';
import { INDEX_SCHEMA, type Stamp } from './folder.js';

/** Text in which every rule of the tokenizer has something to do. */
const SAMPLE = [
  '본 발명은 리튬이온전지의 양극활물질을 제조하는 방법에 관한 것으로, 상기 전해액은 25℃에서 1.5V를 가진다.',
  '제1항에 있어서, 차량실내의 피검온체로부터 방사되는 적외선을 감지하였으며 하기와 같이 처리한다.',
  'A rechargeable battery comprising electrodes, wherein said layers are formed by coating LiCoO2 (10 μm) thereon.',
  '필요한 정 보인 장 치의 발열 체를 도 달할 수 있도록 차량실내의 전해질 전지, 시스 템으로 구성 된다.',
  '분리막 및 절연막이 조립체는 재생막 더욱',
  'H01M 10/0525, WO 2019/123456 A1; ﾘﾁｳﾑ電池の製造方法、锂离子电池；ＡＢＣ½ naïve café état e-mail',
].join('\n');

/**
 * What an index made now would be stamped with. The tokenizer is told by what it makes of a sample, so
 * that a changed rule, dictionary or user dictionary shows without anybody counting versions.
 */
export function currentStamp(): Stamp {
  const terms = searchTerms(SAMPLE).join(' ');
  return { schema: INDEX_SCHEMA, tokenizer: createHash('sha256').update(terms).digest('hex').slice(0, 16) };
}
