import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { creerDossier } from './index.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const LETTRES = 'abcdefghijklmnopqrstuvwxyz'
let n = 0
async function nouvelle() {
  n += 1
  const mot = [...String(n * 104_729)].map(c => LETTRES[Number(c)]).join('')
  const qui = { nom: `Xuvk${mot}`, prenoms: `Ombre${mot}`, naissanceLe: '1990-05-17' as const }
  const secret = {
    telephone: '06 39 98 77 66',
    adresse: '12 rue des Tanneurs',
    commune: 'Schiltigheim',
    logement: 'adresse' as const,
  }
  const { dossierId } = await executer(e.hote, await e.agent('ts.67'), creerDossier, {
    ...qui,
    ...secret,
    confirme: 'oui',
  })
  return { qui, personneId: dossierId }
}
const entrer = (qui: string) => new Navigateur(p).entrer(qui)
const lire = async <T>(texte: string, ...valeurs: unknown[]): Promise<T[]> =>
  (await e.proprietaire.query(texte, valeurs)).rows as T[]
const DEMANDER = '/dessaisissements/demander'

describe('Demander à l’écran', () => {
  it('Chercher montre l’identité et le service, rien du dossier, et s’inscrit au journal de la personne ; les mots tapés ne restent nulle part', async () => {
    const { qui, personneId } = await nouvelle()
    const ts = await entrer('ts.57')
    const r = await ts.envoyer(DEMANDER, { ...qui, _geste: 'chercher' })
    expect(r.statut).toBe(200)
    expect(r.texte).toContain(`${qui.nom} ${qui.prenoms}`)
    expect(r.texte).toContain('SPIP du Bas-Rhin')
    for (const cache of ['06 39 98 77 66', 'Tanneurs', 'Schiltigheim'])
      expect(r.texte).not.toContain(cache)
    const lectures = await lire<{ route: string; motif: string }>(
      'SELECT route, motif FROM acces.journal_lecture WHERE dossier_id = $1',
      personneId,
    )
    expect(lectures).toEqual([{ route: DEMANDER, motif: 'demande de dessaisissement' }])
    const traces = await lire(
      'SELECT 1 FROM (SELECT to_jsonb(l)::text AS t FROM acces.journal_lecture l UNION ALL SELECT to_jsonb(w)::text FROM acces.journal_ecriture w) x WHERE t ILIKE $1',
      `%${qui.nom}%`,
    )
    expect(traces).toEqual([])
    expect(
      await lire('SELECT 1 FROM dossiers.transfert WHERE dossier_id = $1', personneId),
    ).toEqual([])
  })
  it('Il manque un champ, personne ne correspond, ou la personne est déjà au service : l’écran dit quoi faire', async () => {
    const { qui } = await nouvelle()
    const ts = await entrer('ts.57')
    expect(
      (await ts.envoyer(DEMANDER, { ...qui, naissanceLe: '', _geste: 'chercher' })).texte,
    ).toContain('Indiquez le nom, les prénoms et la date')
    expect(
      (await ts.envoyer(DEMANDER, { ...qui, nom: 'Qqqq', prenoms: 'Wwww', _geste: 'chercher' }))
        .texte,
    ).toContain('Personne ne correspond')
    expect(
      (await (await entrer('ts.67')).envoyer(DEMANDER, { ...qui, _geste: 'chercher' })).texte,
    ).toContain('Votre service suit déjà')
  })
  it('Un motif oublié garde tout ce qui est tapé', async () => {
    const { qui, personneId } = await nouvelle()
    const r = await (await entrer('ts.57')).envoyer(DEMANDER, { ...qui, personneId })
    expect(r.statut).toBe(422)
    expect(r.texte).toContain('le service qui suit la personne doit comprendre')
    expect(r.texte).toContain(qui.nom)
    expect(r.texte).toMatch(new RegExp(`value="${personneId}" checked`))
  })
  it('Depuis « Ouvrir un dossier », la personne déjà suivie ailleurs se demande sans rien retaper', async () => {
    const { qui } = await nouvelle()
    const ts = await entrer('ts.57')
    const ouvrir = await ts.envoyer('/dossiers/nouveau', { ...qui, logement: 'inconnu' })
    expect(ouvrir.statut).toBe(422)
    expect(ouvrir.texte).toMatch(
      /formaction="\/dessaisissements\/demander"[^>]*name="_geste"|name="_geste"[^>]*formaction="\/dessaisissements\/demander"/i,
    )
    const r = await ts.envoyer(
      DEMANDER,
      { ...qui, logement: 'inconnu', _geste: 'chercher' },
      '/dossiers/nouveau',
    )
    expect(r.statut).toBe(200)
    expect(r.texte).toContain('Qui demandez-vous ?')
  })
  it('Le BEX choisit le service compétent et retrouve sa demande', async () => {
    const { qui, personneId } = await nouvelle()
    const bex = await entrer('bex.metz')
    expect((await bex.ouvrir('/dessaisissements')).texte).toContain(
      'Aucune demande n’attend de réponse.',
    )
    const page = await bex.envoyer(DEMANDER, { ...qui, _geste: 'chercher' })
    const moselle = /<option value="([^"]+)">SPIP de la Moselle/.exec(page.texte)?.[1] ?? ''
    const r = await bex.envoyer(DEMANDER, {
      ...qui,
      personneId,
      versServiceId: moselle,
      motif: 'Condamnée à Metz',
    })
    expect([r.statut, r.vers]).toEqual([303, '/dessaisissements'])
    const liste = (await bex.ouvrir('/dessaisissements')).texte
    expect(liste).toContain('pour SPIP de la Moselle')
    expect(liste).not.toContain('Règle de silence')
    expect(liste).not.toContain('À répondre')
    const demande = new RegExp(`/dessaisissements/${personneId}/[0-9a-f-]+`).exec(liste)?.[0] ?? ''
    const dpip = await entrer('dpip.57')
    const chez57 = (await dpip.ouvrir('/dessaisissements')).texte
    expect(chez57).toContain('Demandées pour votre service par une juridiction')
    expect([chez57.includes(`${demande}/annuler`), chez57.includes(`${demande}/decliner`)]).toEqual(
      [false, true],
    )
    expect((await dpip.ouvrir(`${demande}/annuler`)).statut).toBe(409)
    expect((await dpip.envoyer(`${demande}/annuler`, {})).statut).toBe(422)
    expect((await dpip.ouvrir(demande)).texte).toContain(`${demande}/decliner`)
    expect((await dpip.envoyer(`${demande}/decliner`, {})).texte).toContain(
      'la juridiction qui a demandé lira ce motif',
    )
    expect(
      (await dpip.envoyer(`${demande}/decliner`, { motifRefus: 'Elle vit à Nancy' })).statut,
    ).toBe(303)
    const lue = (await bex.ouvrir('/dessaisissements')).texte
    expect([
      lue.includes('Décliné par le service désigné'),
      lue.includes('Elle vit à Nancy'),
    ]).toEqual([true, true])
  })
})

describe('Répondre à l’écran', () => {
  async function demandee() {
    const { qui, personneId } = await nouvelle()
    const ts = await entrer('ts.57')
    await ts.envoyer(DEMANDER, { ...qui, personneId, motif: 'Vit à Metz depuis le 1er' })
    const [t] = await lire<{ id: string }>(
      'SELECT id FROM dossiers.transfert WHERE dossier_id = $1',
      personneId,
    )
    return { qui, personneId, ts, id: t?.id ?? '' }
  }
  it('Le service qui suit voit le délai, accepte en choisissant ce que deviennent les convocations, sans choix fait d’avance', async () => {
    const { qui, personneId, ts, id } = await demandee()
    const dpip = await entrer('dpip.67')
    const liste = (await dpip.ouvrir('/dessaisissements')).texte
    expect(liste).toContain('à répondre au plus tard le <time datetime="2026-12-04">')
    const url = `/dossiers/${personneId}/transferts/${id}/accepter`
    expect(liste).toContain(url)
    const ecran = (await dpip.ouvrir(url)).texte
    expect(ecran).toContain('Accepter le dessaisissement')
    expect(ecran).toContain('Vit à Metz depuis le 1er')
    expect(ecran).not.toMatch(/name="convocations"[^>]*checked/)
    expect(ecran).not.toContain('name="referentId"')
    const sans = await dpip.envoyer(url, {})
    expect(sans.statut).toBe(422)
    expect(sans.texte).toContain('Dites ce que deviennent les convocations à venir')
    const r = await dpip.envoyer(url, { convocations: 'garder' })
    expect([r.statut, r.vers]).toEqual([303, '/dessaisissements'])
    expect((await dpip.ouvrir(`/dossiers/${personneId}`)).statut).toBe(404)
    expect((await dpip.ouvrir('/dessaisissements')).texte).toContain('Accepté')
    const chez57 = (await ts.ouvrir('/dessaisissements')).texte
    expect(chez57).toContain(`href="/dossiers/${personneId}"`)
    expect(chez57).toContain(qui.nom)
    expect((await ts.ouvrir(`/dossiers/${personneId}`)).statut).toBe(200)
  })
  it('Un refus est lu par qui demandait, sans que le dossier s’ouvre à lui', async () => {
    const { personneId, ts, id } = await demandee()
    const dpip = await entrer('dpip.67')
    await dpip.envoyer(`/dossiers/${personneId}/transferts/${id}/refuser`, {
      motifRefus: 'Audience de révocation en décembre',
    })
    const liste = (await ts.ouvrir('/dessaisissements')).texte
    expect(liste).toContain('Audience de révocation en décembre')
    expect(liste).not.toContain(`href="/dossiers/${personneId}"`)
    expect((await ts.ouvrir(`/dossiers/${personneId}`)).statut).toBe(404)
  })
  it('Passé le délai : en retard chez l’un, « sans réponse » et qui appeler chez l’autre ; abandonner reste possible', async () => {
    const { personneId, ts, id } = await demandee()
    e.avancer({ hours: 24 * 11 })
    const dpip = await entrer('dpip.67')
    expect((await dpip.ouvrir('/dessaisissements')).texte).toMatch(/En retard.*2e relance/s)
    const liste = (await (await entrer('ts.57')).ouvrir('/dessaisissements')).texte
    expect(liste).toContain('Sans réponse')
    expect(liste).toMatch(/appelez SPIP du Bas-Rhin/)
    expect(liste).toContain('n’a pas écrit de règle')
    e.avancer({ hours: -24 * 11 })
    const r = await ts.envoyer(`/dessaisissements/${personneId}/${id}/annuler`, {})
    expect(r.statut).toBe(303)
    expect((await ts.ouvrir('/dessaisissements')).texte).toContain('Retiré')
    expect(
      (await (await entrer('ts.88')).ouvrir(`/dessaisissements/${personneId}/${id}/annuler`))
        .statut,
    ).toBe(404)
  })
  it('La règle de silence s’écrit à l’écran ; un délai impossible garde ce qui est tapé', async () => {
    const dpip = await entrer('dpip.57')
    expect((await dpip.ouvrir('/dessaisissements/regle')).texte).toContain(
      'l’usage relevé sur le terrain, pas la loi',
    )
    const faux = await dpip.envoyer('/dessaisissements/regle', {
      du: '2026-11-24',
      jours: '8',
      relanceJours: '9',
      vaut: 'acceptation',
    })
    expect(faux.statut).toBe(422)
    expect(faux.texte).toContain('La relance doit venir avant la fin du délai.')
    expect(faux.texte).toContain('value="9"')
    const r = await dpip.envoyer('/dessaisissements/regle', {
      du: '2026-11-24',
      jours: '8',
      relanceJours: '4',
      vaut: 'acceptation',
    })
    expect(r.statut).toBe(303)
    expect((await dpip.ouvrir('/dessaisissements/regle')).texte).toContain('tous les 4 jours')
    for (const qui of ['ts.57', 'bex.metz'])
      expect((await (await entrer(qui)).ouvrir('/dessaisissements/regle')).statut, qui).toBe(403)
  })
})
