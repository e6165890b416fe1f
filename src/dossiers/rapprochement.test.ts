import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { creerDossier } from './index.ts'

let e: Essai
let deja: string
beforeAll(async () => {
  e = await nouvelEssai()
  const qui = {
    nom: 'Xuvkomaré',
    nomUsage: 'Zwélinsky',
    prenoms: 'Ombreline Adèle',
    naissanceLe: '1987-05-12' as const,
    numeroAppi: '202099887766',
  }
  deja = (
    await executer(e.hote, await e.agent('ts.88'), creerDossier, {
      ...qui,
      logement: 'inconnu',
      confirme: 'oui',
    })
  ).dossierId
})
afterAll(() => e.fermer())

/** Is she found, by an account of this service (none: of nobody's périmètre)? */
async function trouvee(
  qui: { nom: string; naissance?: string; numero?: string },
  compte = 'ts.67',
): Promise<boolean> {
  const client = await e.proprietaire.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1::uuid)', [await e.agent(compte)])
    const { rows } = await client.query<{ id: string }>(
      'SELECT dossier_id AS id FROM dossiers.homonymes($1, $2, $3)',
      [qui.nom, qui.naissance ?? null, qui.numero ?? null],
    )
    return rows.some(r => r.id === deja)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
const NOM = 'Xuvkomaré Zwélinsky Ombreline Adèle'
const LE = '1987-05-12'

describe('Hors de son service, une personne se trouve par deux choses qui concordent', () => {
  it.each([
    ['le nom sans accent, dans un autre ordre', { nom: 'OMBRELINE xuvkomare', naissance: LE }],
    ['une faute dans le nom', { nom: 'Xuvkomarre Ombreline', naissance: LE }],
    ['deux lettres croisées dans le nom', { nom: 'Xuvkoamre Ombreline', naissance: LE }],
    ['une faute dans le nom d’usage', { nom: 'Zwelinski Ombreline', naissance: LE }],
    ['le début du nom', { nom: 'Xuvko Ombreline Adèle', naissance: LE }],
    ['un chiffre manqué', { nom: NOM, naissance: '1987-05-13' }],
    ['deux chiffres croisés', { nom: NOM, naissance: '1978-05-12' }],
    ['l’année d’à côté', { nom: NOM, naissance: '1986-05-12' }],
    ['le jour pour le mois, et le nom même', { nom: NOM, naissance: '1987-12-05' }],
    ['le nom et le numéro APPI', { nom: 'Xuvkomaré Ombreline', numero: '202099887766' }],
    [
      'le nom de naissance ou d’usage et le numéro, quelle que soit la date',
      { nom: 'Zwelinsky Adele', naissance: '1960-01-01', numero: '202099887766' },
    ],
  ])('%s', async (_cas, qui) => expect(await trouvee(qui)).toBe(true))
  it.each([
    ['un numéro et un nom inventé', { nom: 'Brzt Qwimp', numero: '202099887766' }],
    ['un numéro et un seul mot du nom', { nom: 'Adele', numero: '202099887766' }],
    ['un numéro et des lettres', { nom: 'a e', numero: '202099887766' }],
    ['un numéro seul', { nom: '', numero: '202099887766' }],
    [
      'un prénom pour nom et pour prénom, et la date',
      { nom: 'Ombreline Ombreline', naissance: LE },
    ],
    ['tous les prénoms et la date', { nom: 'Ombreline Adèle', naissance: LE }],
    ['tous les prénoms et le numéro', { nom: 'Ombreline Adèle', numero: '202099887766' }],
    ['un prénom, un nom inventé et la date', { nom: 'Brzt Ombreline', naissance: LE }],
    ['une date seule', { nom: '', naissance: LE }],
    ['un nom seul', { nom: NOM }],
    ['le nom, et une date de dix jours plus tard', { nom: NOM, naissance: '1987-05-30' }],
    [
      'un nom proche, et une date retournée',
      { nom: 'Xuvkomarre Zwelinski Ombreline', naissance: '1987-12-05' },
    ],
  ])('jamais par %s', async (_cas, qui) => expect(await trouvee(qui)).toBe(false))
  it('dans son service, un numéro seul suffit, et un nom proche à un an près', async () => {
    expect(await trouvee({ nom: 'Brzt Qwimp', numero: '202099887766' }, 'dpip.88')).toBe(true)
    expect(await trouvee({ nom: NOM, naissance: '1987-11-28' }, 'dpip.88')).toBe(true)
  })
})
