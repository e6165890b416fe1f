import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { transaction } from '../platform/db/connexion.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches } from './audience.builder.ts'
import { oublierCeQuiEstPerime } from './oubli.store.ts'

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
const tous = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows as T[]
const chercher = async (nom: string) => {
  const qui = { nom, prenoms: 'Lou', naissanceLe: '1981-03-04', situation: 'inconnue' }
  return `${(await bex.envoyer('/bex/convoquer', qui)).vers}/hors-outil`
}
const spip = { audienceLe: LE, spipNom: 'SPIP de Wallis', spipAdresse: 'Mata’Utu, 98600 Uvea' }
/** What was handed over to somebody, by its page. */
async function remise(nom: string, plus: object = {}) {
  const r = await bex.envoyer(await chercher(nom), { ...spip, ...plus })
  expect(reproches(r)).toBe('')
  return r.vers
}

describe('Une convocation pour un SPIP qui n’est pas dans l’outil', () => {
  it('Refuse sans SPIP, sans adresse, un jour sans heure, un jour passé, une audience à venir', async () => {
    const url = await chercher('Refusee')
    const dit = async (plus: object) => reproches(await bex.envoyer(url, { ...spip, ...plus }))
    expect(await dit({ spipNom: '' })).toContain('écrivez son nom')
    expect(await dit({ spipAdresse: ' ' })).toContain('Écrivez l’adresse')
    expect(await dit({ le: '2026-12-15' })).toContain('le jour et l’heure')
    expect(await dit({ heure: '09:30' })).toContain('Écrivez le jour')
    expect(await dit({ le: '2026-11-02', heure: '09:30' })).toContain('Ce jour est passé')
    expect(await dit({ le: '2026-12-06', heure: '09:30' })).toContain('fin de semaine')
    expect(await dit({ le: '2026-12-25', heure: '09:30' })).toContain('jour férié')
    expect(
      await dit({ le: '2027-03-26', heure: '09:30', spipAdresse: '1 rue Basse, 67000 Strasbourg' }),
    ).toContain('jour férié')
    expect(await dit({ audienceLe: '2027-01-04' })).toContain('avenir')
    expect(await tous("SELECT 1 FROM bex.remise_hors_outil WHERE nom = 'Refusee'")).toEqual([])
  })
  it('Se fait depuis l’annuaire aussi, une seule fois, au journal, sans ouvrir de dossier', async () => {
    const [antenne] = await tous<{ id: string; nom: string; service: string }>(
      "SELECT antenne_id AS id, nom, service_nom AS service FROM moyens.v_antenne WHERE milieu = 'ouvert' ORDER BY 1 LIMIT 1",
    )
    const url = await chercher('Annuaire')
    const saisie = {
      audienceLe: LE,
      antenneId: antenne?.id ?? '',
      le: '2026-12-15',
      heure: '09:30',
    }
    const r = await bex.envoyer(url, saisie)
    expect(reproches(r)).toBe('')
    const [lue] = await tous(
      "SELECT spip_nom, le::text, heure::text FROM bex.remise_hors_outil WHERE nom = 'Annuaire'",
    )
    expect(lue).toEqual({
      spip_nom: `${antenne?.service}, ${antenne?.nom}`,
      le: '2026-12-15',
      heure: '09:30:00',
    })
    expect((await bex.ouvrir(r.vers)).texte).toContain('mardi 15 décembre 2026 à 9 h 30')
    expect((await bex.ouvrir(`${r.vers}/avis.pdf`)).texte.slice(0, 5)).toBe('%PDF-')
    expect((await bex.ouvrir(url)).texte).toContain('Déjà convoquée')
    expect(
      (await bex.envoyer(url, { ...saisie, heure: '10:00' }, '/bex/convoquer')).texte,
    ).toContain('déjà convoquée')
    expect(await tous("SELECT 1 FROM dossiers.personne WHERE nom = 'Annuaire'")).toEqual([])
    const id = r.vers.split('/').at(-1)
    expect(
      await tous(
        "SELECT commande FROM acces.journal_ecriture WHERE cible = $1 AND commande LIKE 'bex.%'",
        [id],
      ),
    ).toEqual([{ commande: 'bex.noter-remise-hors-outil' }])
  })
  it('N’existe que pour son tribunal, greffe compris', async () => {
    const url = await remise('Ici')
    const metz = await new Navigateur(p).entrer('bex.metz')
    expect((await metz.ouvrir(url)).statut).toBe(404)
    expect((await metz.ouvrir(`${url}/avis.pdf`)).statut).toBe(404)
    expect((await metz.envoyer(`${url}/effacer`, { motif: 'Voir' }, '/bex/convoquer')).statut).toBe(
      404,
    )
    expect((await metz.ouvrir('/bex/hors-outil?etat=toutes')).texte).not.toContain('Ici Lou')
    expect((await (await new Navigateur(p).entrer('greffe.strasbourg')).ouvrir(url)).statut).toBe(
      200,
    )
    for (const compte of ['ts.67', 'jap.strasbourg'])
      expect((await (await new Navigateur(p).entrer(compte)).ouvrir(url)).statut).toBe(403)
  })
  it('Reste à adresser jusqu’à ce que ce soit dit ; cela s’annule, avec son histoire, et se dit de nouveau', async () => {
    const url = await remise('Adressee')
    const aAdresser = async () =>
      (await bex.ouvrir('/bex/hors-outil')).texte.includes('Adressee Lou')
    const adresser = (adresseLe: string) => bex.envoyer(`${url}/adresser`, { adresseLe }, url)
    expect(await aAdresser()).toBe(true)
    expect((await adresser('2027-01-04')).texte).toContain('Cette date est dans l’avenir')
    expect((await adresser('2026-11-02')).texte).toContain('avant l’audience')
    expect((await adresser(LE)).statut).toBe(303)
    expect(await aAdresser()).toBe(false)
    expect((await bex.ouvrir('/bex/hors-outil?etat=toutes')).texte).toContain('Adressee Lou')
    expect((await adresser(LE)).texte).toContain('C’est déjà noté')
    expect((await bex.envoyer(`${url}/reprendre`, {}, url)).statut).toBe(303)
    expect(await aAdresser()).toBe(true)
    expect((await bex.envoyer(`${url}/reprendre`, {}, url)).texte).toContain(
      'il n’y a rien à annuler',
    )
    expect((await adresser(LE)).statut).toBe(303)
    const [envois] = await tous(
      "SELECT count(*)::int AS tous, count(annule_a)::int AS annules FROM bex.envoi_hors_outil x JOIN bex.remise_hors_outil r ON r.id = x.remise_id WHERE r.nom = 'Adressee'",
    )
    expect(envois).toEqual({ tous: 2, annules: 1 })
  })
  it('S’efface avec tout ce qu’elle dit ; le motif ne nomme pas la personne', async () => {
    const url = await remise('Effacable')
    expect((await bex.envoyer(`${url}/adresser`, { adresseLe: LE }, url)).statut).toBe(303)
    expect((await bex.envoyer(`${url}/effacer`, {}, url)).texte).toContain('Dites pourquoi')
    expect(
      (await bex.envoyer(`${url}/effacer`, { motif: 'Demande de M. Effacable' }, url)).texte,
    ).toContain('n’y écrivez pas son nom')
    expect((await bex.envoyer(`${url}/effacer`, { motif: 'Relaxe en appel' }, url)).statut).toBe(
      303,
    )
    expect(await tous("SELECT 1 FROM bex.remise_hors_outil WHERE nom = 'Effacable'")).toEqual([])
    expect((await bex.ouvrir(url)).statut).toBe(404)
    const [journal] = await tous(
      "SELECT motif FROM acces.journal_ecriture WHERE commande = 'bex.oublier-hors-outil'",
    )
    expect(journal).toEqual({ motif: 'Relaxe en appel' })
  })
  it('Se corrige, aussi le nom ; l’ancienne valeur reste avec qui et pourquoi ; deux à la fois, le second l’apprend', async () => {
    const url = await remise('Mauvaisnom', { numeroParquet: '1' })
    expect((await bex.ouvrir(`${url}/corriger`)).texte).toContain('Mata’Utu')
    const juste = {
      ...spip,
      version: '1',
      nom: 'Bonnom',
      prenoms: 'Lou',
      naissanceLe: '1981-03-04',
      numeroParquet: '2',
      decisionRemise: 'oui',
    }
    const dit = async (plus: object) =>
      reproches(await bex.envoyer(`${url}/corriger`, { ...juste, motif: 'Nom relu', ...plus }))
    expect((await bex.envoyer(`${url}/corriger`, juste)).texte).toContain(
      'Dites pourquoi vous corrigez',
    )
    expect(await dit({ nom: 'Mauvaisnom', numeroParquet: '1', decisionRemise: '' })).toContain(
      'Rien n’est changé',
    )
    expect(await dit({ spipAdresse: ' ' })).toContain('Écrivez l’adresse')
    expect(await dit({ le: '2026-12-15' })).toContain('le jour et l’heure')
    expect(await dit({ le: '2026-11-02', heure: '09:30' })).toContain('Ce jour est passé')
    expect(await dit({ le: '2026-12-25', heure: '09:30' })).toContain('jour férié')
    expect(await dit({ audienceLe: '2027-01-04' })).toContain('avenir')
    expect(
      (
        await (
          await new Navigateur(p).entrer('bex.metz')
        ).envoyer(`${url}/corriger`, { ...juste, motif: 'Voir' }, '/bex/convoquer')
      ).statut,
    ).toBe(404)
    expect(await dit({})).toBe('')
    expect(await dit({ nom: 'Autrenom' })).toContain('Un collègue vient de corriger')
    const [histoire] = await tous(
      "SELECT avant, apres, motif, corrigee_par FROM bex.correction_hors_outil c JOIN bex.remise_hors_outil r ON r.id = c.remise_id WHERE r.nom = 'Bonnom'",
    )
    expect(histoire).toEqual({
      avant: { nom: 'Mauvaisnom', numeroParquet: '1', decisionRemise: false },
      apres: { nom: 'Bonnom', numeroParquet: '2', decisionRemise: true },
      motif: 'Nom relu',
      corrigee_par: await e.agent('bex.strasbourg'),
    })
    const page = (await bex.ouvrir(url)).texte
    expect([
      page.includes('Bonnom Lou'),
      page.includes('Corrigée une fois'),
      page.includes('Mauvaisnom'),
    ]).toEqual([true, true, true])
    const id = url.split('/').at(-1)
    const [journal] = await tous(
      "SELECT motif FROM acces.journal_ecriture WHERE cible = $1 AND commande = 'bex.corriger-hors-outil'",
      [id],
    )
    expect(journal).toEqual({ motif: 'Remise hors de l’outil corrigée' })
    await bex.envoyer(`${url}/adresser`, { adresseLe: LE }, url)
    expect((await bex.ouvrir(`${url}/corriger`)).texte).toContain('Le dossier est déjà adressé')
  })
  it('S’efface d’elle-même à son terme, avec son histoire, et le journal le dit ; une autre reste', async () => {
    const [vieille, adressee, gardee] = [
      await remise('Vieille'),
      await remise('Envoyee'),
      await remise('Gardee'),
    ]
    expect((await bex.ouvrir(gardee)).texte).toContain('Elle s’efface d’elle-même le')
    for (const url of [vieille, adressee, gardee]) {
      const corrigee = {
        ...spip,
        version: '1',
        nom: 'Terme',
        prenoms: 'Lou',
        naissanceLe: '1981-03-04',
        motif: 'Nom relu',
      }
      expect((await bex.envoyer(`${url}/corriger`, corrigee)).statut).toBe(303)
      expect((await bex.envoyer(`${url}/adresser`, { adresseLe: LE }, url)).statut).toBe(303)
    }
    const [v, a, g] = [vieille, adressee, gardee].map(url => url.split('/').at(-1))
    await e.proprietaire.query(
      "UPDATE bex.remise_hors_outil SET audience_le = current_date - interval '13 months' WHERE id = $1",
      [v],
    )
    await e.proprietaire.query(
      'UPDATE bex.envoi_hors_outil SET adresse_le = current_date - 10, annule_a = now(), annule_par = par WHERE remise_id = $1',
      [v],
    )
    await e.proprietaire.query(
      "UPDATE bex.remise_hors_outil SET audience_le = current_date - interval '4 months' WHERE id = ANY ($1)",
      [[a, g]],
    )
    await e.proprietaire.query(
      "UPDATE bex.envoi_hors_outil SET adresse_le = current_date - interval '3 months' - interval '1 day' WHERE remise_id = $1",
      [a],
    )
    await e.proprietaire.query(
      "UPDATE bex.envoi_hors_outil SET adresse_le = current_date - interval '2 months' WHERE remise_id = $1",
      [g],
    )
    await e.proprietaire.query(
      `INSERT INTO bex.recherche (compte_id, nom, prenoms, naissance_le, situation, a) VALUES ($1, 'Oubliee', 'Lou', '1981-03-04', 'inconnue', now() - interval '121 minutes')`,
      [await e.agent('bex.strasbourg')],
    )
    // By the application itself, without an account: what the process does every minute.
    await transaction(e.base, 'SELECT 1', async tx => ({
      resultat: await oublierCeQuiEstPerime(tx),
      fin: 'SELECT 1',
    }))
    const ids = [v, a, g]
    expect(await tous('SELECT id FROM bex.remise_hors_outil WHERE id = ANY ($1)', [ids])).toEqual([
      { id: g },
    ])
    expect(
      await tous(
        'SELECT DISTINCT remise_id AS id FROM bex.correction_hors_outil WHERE remise_id = ANY ($1)',
        [ids],
      ),
    ).toEqual([{ id: g }])
    expect(await tous("SELECT 1 FROM bex.recherche WHERE nom = 'Oubliee'")).toEqual([])
    const journal =
      "SELECT cible AS id, compte_id, motif FROM acces.journal_ecriture WHERE commande = 'bex.oublier-hors-outil' AND cible = ANY ($1) ORDER BY cible"
    const motif = 'Fin de la durée de conservation'
    expect(await tous(journal, [ids])).toEqual(
      [v, a].sort().map(id => ({ id, compte_id: null, motif })),
    )
  })
})
