import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { choisi, reproches, saisieDe, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T
const tous = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows as T[]
const qui = {
  prenoms: 'Camille',
  naissanceLe: '1991-03-14',
  situation: 'commune',
  commune: 'Strasbourg',
}
const chercher = async (nom: string, plus: object = {}) =>
  (await bex.envoyer('/bex/convoquer', { ...qui, nom, ...plus })).vers

describe('Deux onglets, deux personnes', () => {
  it('Une seconde recherche n’efface ni la première ni ce qui y est écrit ; les deux se finissent, dans l’ordre que l’on veut', async () => {
    const premier = await chercher('Premieronglet')
    const ecran = await bex.ouvrir(premier)
    const second = await chercher('Autrefenetre', {
      prenoms: 'Dominique',
      naissanceLe: '1984-09-02',
    })
    expect(second).not.toBe(premier)
    const saisie = {
      ...saisieDe(ecran.texte),
      personne: 'nouvelle',
      telephone: '06 39 98 12 34',
      precisions: 'Écrit dans le premier',
    }
    const encore = await bex.envoyer(premier, { ...saisie, _geste: 'creneaux' })
    expect([
      encore.statut,
      encore.texte.includes('Premieronglet'),
      encore.texte.includes('Écrit dans le premier'),
    ]).toEqual([200, true, true])
    expect((await bex.ouvrir(premier)).statut).toBe(200)
    const libres = valeurs(encore.texte, 'creneauSpip')
    const b = await bex.envoyer(second, {
      ...saisieDe((await bex.ouvrir(second)).texte),
      personne: 'nouvelle',
      creneauSpip: libres[0] ?? '',
    })
    expect(reproches(b)).toBe('')
    const a = await bex.envoyer(premier, { ...saisie, creneauSpip: libres[5] ?? '' })
    expect(reproches(a)).toBe('')
    expect(choisi(ecran.texte, 'serviceId')).not.toBe('')
    expect(
      await tous(
        "SELECT nom FROM dossiers.personne WHERE nom IN ('Premieronglet', 'Autrefenetre') ORDER BY nom",
      ),
    ).toHaveLength(2)
    expect(await un('SELECT count(*)::int AS n FROM bex.recherche')).toEqual({ n: 0 })
  })
  it('Une recherche envoyée de deux onglets au même instant convoque une fois ; l’autre l’apprend', async () => {
    const url = await chercher('Memeinstant')
    const [un_, autre] = await Promise.all([bex.ouvrir(url), bex.ouvrir(url)])
    const libres = valeurs(un_.texte, 'creneauSpip')
    const envoyer = (texte: string, rang: number) =>
      bex.envoyer(url, {
        ...saisieDe(texte),
        personne: 'nouvelle',
        creneauSpip: libres[rang] ?? '',
      })
    const issues = await Promise.all([envoyer(un_.texte, 2), envoyer(autre.texte, 7)])
    expect(issues.map(i => i.statut).sort()).toEqual([303, 422])
    expect(issues.find(i => i.statut === 422)?.texte).toContain('déjà convoquée')
    expect(await tous("SELECT 1 FROM dossiers.personne WHERE nom = 'Memeinstant'")).toHaveLength(1)
  })
})

describe('Une seconde condamnation', () => {
  const attentes = (id: string) =>
    tous<{ decision: string; numero: string | null }>(
      'SELECT decision_le::text AS decision, numero_parquet AS numero FROM mesures.v_attente_saisine WHERE dossier_id = $1 ORDER BY attente_id',
      [id],
    )
  it('D’une personne suivie est attendue aussi, une fois par décision, et la convocation dit pour laquelle', async () => {
    const x = await un<{
      id: string
      nom: string
      prenoms: string
      naissance: string
      service: string
    }>(
      `SELECT p.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS naissance, p.service_id AS service FROM dossiers.v_prise_en_charge_actuelle p
       JOIN dossiers.v_identite i USING (dossier_id) JOIN moyens.service s ON s.id = p.service_id JOIN mesures.v_mesure m USING (dossier_id)
       WHERE s.departement = '67' AND i.clos_a IS NULL AND i.etablissement_id IS NULL AND m.finie_le IS NULL AND m.fin_le > '2027-06-01'
         AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.dossier_id = p.dossier_id AND c.etat = 'prevue') ORDER BY i.nom LIMIT 1`,
    )
    const convoquer = async (numeroParquet: string, rang: number) => {
      const url = (
        await bex.envoyer('/bex/convoquer', {
          ...qui,
          nom: x.nom,
          prenoms: x.prenoms,
          naissanceLe: x.naissance,
        })
      ).vers
      const { texte } = await bex.ouvrir(url)
      const saisie = {
        ...saisieDe(texte),
        personne: x.id,
        serviceId: x.service,
        numeroParquet,
        malgre: 'oui',
      }
      const vue = await bex.envoyer(url, { ...saisie, _geste: 'creneaux' })
      return bex.envoyer(url, {
        ...saisie,
        creneauSpip: valeurs(vue.texte, 'creneauSpip')[rang] ?? '',
      })
    }
    expect(reproches(await convoquer('26328000001', 0))).toBe('')
    expect(reproches(await convoquer('26328000002', 9))).toBe('')
    expect(await attentes(x.id)).toEqual([
      { decision: LE, numero: '26328000001' },
      { decision: LE, numero: '26328000002' },
    ])
    const c = await tous<{ id: string }>(
      "SELECT c.id FROM agenda.convocation c JOIN moyens.juridiction j ON j.id = c.decision_juridiction_id WHERE c.dossier_id = $1 AND c.audience_le = $2 AND j.ville = 'Strasbourg'",
      [x.id, LE],
    )
    expect(c).toHaveLength(2)
    const ts = await new Navigateur(p).entrer('dpip.67')
    const page = (await ts.ouvrir(`/dossiers/${x.id}/convocations/${c[0]?.id}`)).texte
    expect(page).toContain('Tribunal judiciaire de Strasbourg')
    expect(
      (await ts.ouvrir(`/dossiers/${x.id}/mesures`)).texte.match(/En attente de saisine depuis/g),
    ).toHaveLength(2)
    // The measure of the first decision is recorded: the second is still awaited.
    const { id: juridictionId } = await un<{ id: string }>(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const mesure = {
      nature: 'sursis_probatoire',
      juridictionId,
      decisionLe: LE,
      debutLe: LE,
      dureeMois: '24',
      numeroParquet: '26328000001',
    }
    expect((await ts.envoyer(`/dossiers/${x.id}/mesures/saisir`, mesure)).statut).toBe(303)
    expect(await attentes(x.id)).toEqual([{ decision: LE, numero: '26328000002' }])
  })
})

describe('La convocation remise en main propre', () => {
  it('N’appelle aucune lettre ; sans remise, la lettre reste à imprimer', async () => {
    const lettres = async (nom: string) =>
      tous<{ moment: string }>(
        "SELECT m.moment FROM messages.message m JOIN dossiers.personne p USING (dossier_id) WHERE p.nom = $1 AND m.etat = 'a_imprimer'",
        [nom],
      )
    for (const [nom, remise, attendues] of [
      ['Remiseici', 'oui', 0],
      ['Pasremise', '', 1],
    ] as const) {
      const url = await chercher(nom)
      const { texte } = await bex.ouvrir(url)
      const saisie = {
        ...saisieDe(texte),
        personne: 'nouvelle',
        convocationRemise: remise,
        creneauSpip: valeurs(texte, 'creneauSpip')[3] ?? '',
      }
      expect(reproches(await bex.envoyer(url, saisie))).toBe('')
      expect(await lettres(nom), nom).toHaveLength(attendues)
    }
  })
  it('Les rappels par SMS partent quand même', async () => {
    const url = await chercher('Rappelee')
    const { texte } = await bex.ouvrir(url)
    const plusTard = await bex.envoyer(url, { ...saisieDe(texte), _geste: 'suite-spip:2026-12-10' })
    const loin = valeurs(plusTard.texte, 'creneauSpip').at(-1) ?? ''
    expect(
      reproches(
        await bex.envoyer(url, {
          ...saisieDe(texte),
          personne: 'nouvelle',
          creneauSpip: loin,
          telephone: '06 39 98 12 34',
        }),
      ),
    ).toBe('')
    const moments = await tous<{ moment: string }>(
      "SELECT DISTINCT moment FROM messages.message m JOIN dossiers.personne p USING (dossier_id) WHERE p.nom = 'Rappelee' AND m.etat = 'a_envoyer'",
    )
    expect(moments.map(m => m.moment)).toContain('rappel')
  })
})
