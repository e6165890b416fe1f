import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import {
  ailleurs,
  chercher,
  reproches,
  saisieDe,
  uneInconnue,
  valeurs,
} from './audience.builder.ts'

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
const service = async (nom: string) =>
  (await un<{ id: string }>('SELECT id FROM moyens.service WHERE nom = $1', [nom])).id

describe('Une personne nouvelle, en deux écrans (C3.3)', () => {
  it('SPIP et tribunal sont proposés d’après la commune, les créneaux libres sont là, tout part en un geste', async () => {
    const url = await chercher(bex)
    expect(url).toMatch(/^\/bex\/convoquer\/[0-9a-f-]{36}$/)
    const { texte } = await bex.ouvrir(url)
    const saisie = saisieDe(texte)
    expect(saisie).toMatchObject({
      communeCode: '67482',
      serviceId: await service('SPIP du Bas-Rhin'),
    })
    const creneau = valeurs(texte, 'creneauSpip')[0] ?? ''
    const sap =
      valeurs(texte, 'creneauSap').find(c => c.split('|')[2] !== creneau.split('|')[1]) ?? ''
    const fait = await bex.envoyer(url, {
      ...saisie,
      personne: 'nouvelle',
      creneauSpip: creneau,
      creneauSap: sap,
      telephone: '06 39 98 12 34',
      numeroParquet: '26328000123',
      decision: 'sursis probatoire 2 ans',
      piecesManquantes: 'justificatif de domicile',
    })
    expect(reproches(fait)).toBe('')
    const [, dossierId = '', convocationId = ''] =
      /^\/bex\/convocations\/([^/]+)\/([^/]+)$/.exec(fait.vers) ?? []
    const c = await e.proprietaire.query(
      'SELECT le::text, heure::text, origine, numero_parquet, audience_le::text FROM agenda.convocation WHERE dossier_id = $1 ORDER BY id',
      [dossierId],
    )
    expect(c.rows).toHaveLength(2)
    expect(c.rows[0]).toMatchObject({
      le: creneau.split('|')[1],
      origine: 'bex',
      numero_parquet: '26328000123',
      audience_le: LE,
    })
    const page = (await bex.ouvrir(fait.vers)).texte
    expect(page).toContain('Imprimer les deux exemplaires')
    expect(page).toContain('justificatif de domicile')
    expect(await un('SELECT count(*)::int AS n FROM bex.recherche')).toEqual({ n: 0 })
    expect(
      await un(
        'SELECT seconde_convocation_id IS NOT NULL AS deux, convocation_id = $2 AS celle FROM bex.remise WHERE dossier_id = $1',
        [dossierId, convocationId],
      ),
    ).toEqual({
      deux: true,
      celle: true,
    })
  })
  it('Une naissance dans l’avenir est dite dès la recherche, avant le choix des créneaux', async () => {
    const refusee = await bex.envoyer('/bex/convoquer', {
      ...uneInconnue,
      naissanceLe: '2030-05-07',
    })
    expect([refusee.statut, reproches(refusee)]).toEqual([
      422,
      expect.stringContaining('dans l’avenir'),
    ])
    expect(
      reproches(await bex.envoyer('/bex/convoquer', { ...uneInconnue, naissanceLe: '9999-12-31' })),
    ).toContain('Vérifiez l’année')
  })
  it('Le SPIP la voit aussitôt en attente de saisine, sans référent, et lit ce qui a été remis', async () => {
    const dpip = await new Navigateur(p).entrer('dpip.67')
    const { dossier_id: id } = await un<{ dossier_id: string }>(
      "SELECT dossier_id FROM dossiers.personne WHERE nom = 'Nouvelair'",
    )
    expect((await dpip.ouvrir('/?qui=service')).texte).toContain('Camille')
    expect((await dpip.ouvrir(`/dossiers/${id}`)).statut).toBe(200)
    const { manque } = await un<{ manque: string }>(
      'SELECT manque FROM mesures.v_attente_saisine WHERE dossier_id = $1',
      [id],
    )
    expect(manque).toContain('n° parquet 26328000123')
    expect(
      (
        await dpip.ouvrir(
          `/bex/convocations/${id}/${(await un<{ c: string }>('SELECT convocation_id AS c FROM bex.remise')).c}/avis.pdf`,
        )
      ).statut,
    ).toBe(200)
  })
  it('Ce que la base ne garde pas est refusé sur son champ, ou coupé entre deux caractères : l’écran revient avec le reste', async () => {
    const url = await chercher(bex, { nom: 'Illisible' })
    const { texte } = await bex.ouvrir(url)
    for (const geste of [{}, { _geste: 'creneaux' }]) {
      const refuse = await bex.envoyer(url, {
        ...saisieDe(texte),
        precisions: 'Sonner\u0000 deux fois',
        telephone: '06 39 98 44 55',
        ...geste,
      })
      expect(refuse.statut).toBe(422)
      expect(refuse.texte).toContain('un caractère qui ne peut pas être gardé')
      expect((await bex.ouvrir(url)).texte).toContain('06 39 98 44 55')
    }
    const long = await bex.envoyer(url, {
      ...saisieDe(texte),
      precisions: `${'x'.repeat(1999)}😀`,
      _geste: 'creneaux',
    })
    expect(long.statut).toBe(200)
  })
  it('Un numéro qui est déjà celui de quelqu’un est refusé, compté, et laisse sa ligne à qui il est (ADR 0048)', async () => {
    const { id } = await ailleurs(e)
    await e.proprietaire.query(
      "UPDATE dossiers.dossier SET numero_appi = '202099887711' WHERE dossier_id = $1",
      [id],
    )
    const url = await chercher(bex, { nom: 'Numerotee' })
    const { texte } = await bex.ouvrir(url)
    const [creneauSpip = ''] = valeurs(texte, 'creneauSpip')
    const pris = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: 'nouvelle',
      creneauSpip,
      numeroAppi: '202099887711',
    })
    expect(reproches(pris)).toContain('déjà celui d’un autre dossier')
    const lignes = 'SELECT motif FROM acces.journal_lecture WHERE dossier_id = $1 AND route = $2'
    expect(await un(lignes, [id, '/bex/convoquer/:rechercheId'])).toEqual({
      motif: 'numéro saisi, rien n’est montré',
    })
  })
  it('La fenêtre vient du jour de l’audience : 20 et 30 jours, 30 et 45 avant le 30 septembre 2024 ; un créneau tardif est offert et le dit', async () => {
    const url = await chercher(bex, { nom: 'Fenetre' })
    const { texte } = await bex.ouvrir(url)
    expect(texte).toContain(
      'Au plus tard le 24/12/2026 : 30 jours depuis l’audience (CPP 474, al. 1).',
    )
    expect(texte).toContain(
      'Au plus tard le 14/12/2026 : 20 jours depuis l’audience (CPP 474, al. 1).',
    )
    expect(texte).not.toContain('après le délai</span>')
    const avant = await bex.envoyer(url, {
      ...saisieDe(texte),
      audienceLe: '2024-09-27',
      _geste: 'creneaux',
    })
    expect(avant.texte).toContain('45 jours depuis l’audience')
    expect(avant.texte).toContain('Aucun créneau libre dans ce délai. Le premier est le')
    expect(avant.texte).toContain('après le délai')
    const tard = await bex.envoyer(url, { ...saisieDe(texte), _geste: 'suite-spip:2026-12-28' })
    const creneauSpip = valeurs(tard.texte, 'creneauSpip')[0] ?? ''
    expect(creneauSpip.split('|')[1]?.localeCompare('2026-12-24')).toBe(1)
    expect(
      reproches(await bex.envoyer(url, { ...saisieDe(texte), personne: 'nouvelle', creneauSpip })),
    ).toBe('')
  })
  it('Ce qui manque ou ne se lit pas est dit, rien n’est écrit', async () => {
    const avant = await un('SELECT count(*)::int AS n FROM dossiers.dossier')
    expect((await bex.envoyer('/bex/convoquer', { ...uneInconnue, commune: '' })).texte).toContain(
      'Indiquez la commune ou le code postal',
    )
    expect(
      (await bex.envoyer('/bex/convoquer', { ...uneInconnue, naissanceLe: '' })).texte,
    ).toContain('Indiquez la date de naissance')
    const url = await chercher(bex, { nom: 'Incomplet' })
    const { texte } = await bex.ouvrir(url)
    const saisie = { ...saisieDe(texte), personne: 'nouvelle' }
    expect((await bex.envoyer(url, saisie)).texte).toContain(
      'Choisissez un créneau au SPIP, au tribunal, ou les deux.',
    )
    const creneauSpip = valeurs(texte, 'creneauSpip')[0] ?? ''
    expect(
      (await bex.envoyer(url, { ...saisie, creneauSpip, audienceLe: '2026-12-24' })).texte,
    ).toContain('La date de l’audience est dans l’avenir')
    expect((await bex.envoyer(url, { ...saisie, creneauSpip, telephone: 'rien' })).texte).toContain(
      'Écrivez le téléphone en entier, en chiffres',
    )
    expect((await bex.envoyer(url, { ...saisie, creneauSpip, numeroAppi: '12' })).texte).toContain(
      'n’a pas la forme attendue',
    )
    expect(
      (
        await bex.envoyer(url, {
          ...saisie,
          creneauSpip: creneauSpip.replace(/\d\d:\d\d$/, '03:00'),
        })
      ).statut,
    ).toBe(422)
    expect(await un('SELECT count(*)::int AS n FROM dossiers.dossier')).toEqual(avant)
  })
})
