import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { noterEtat } from '../agenda/convocation.commands.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { convoquee, reproches, saisieDe, valeurs } from './audience.builder.ts'

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
const version = async (id: string) =>
  `${(await un<{ v: number }>('SELECT version AS v FROM agenda.convocation WHERE id = $1', [id])).v}`
const nouvelles = async (dossierId: string, nature: string) =>
  (
    await un<{ n: number }>(
      'SELECT count(*)::int AS n FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = $2',
      [dossierId, nature],
    )
  ).n

describe('Le tribunal change la convocation qu’il a donnée', () => {
  it('La déplace : nouveau créneau, message à la personne, service prévenu, nouvel exemplaire', async () => {
    const c = await convoquee(bex, 'Deplacable')
    expect((await bex.ouvrir(c.faite)).texte).toContain('Déplacer ou annuler')
    const ecran = await bex.ouvrir(`${c.faite}/deplacer`)
    const creneau = valeurs(ecran.texte, 'creneau').find(x => x !== c.creneauSpip) ?? ''
    expect((await bex.envoyer(`${c.faite}/deplacer`, {})).texte).toContain(
      'Choisissez le nouveau créneau.',
    )
    const r = await bex.envoyer(`${c.faite}/deplacer`, {
      creneau,
      prevenir: 'oui',
      version: await version(c.id),
    })
    expect([reproches(r), r.vers]).toEqual(['', c.faite])
    const [, le, heure] = creneau.split('|')
    expect(
      await un(
        "SELECT le::text, to_char(heure, 'HH24:MI') AS heure, audience_le IS NOT NULL AS audience FROM agenda.convocation WHERE id = $1",
        [c.id],
      ),
    ).toEqual({
      le,
      heure,
      audience: true,
    })
    expect(
      await un(
        "SELECT count(*)::int AS n FROM messages.message WHERE objet_id = $1 AND moment = 'modification'",
        [c.id],
      ),
    ).toEqual({
      n: 1,
    })
    expect(await nouvelles(c.dossierId, 'convocation_deplacee')).toBeGreaterThan(0)
    expect((await bex.ouvrir(`${c.faite}/avis.pdf`)).texte.slice(0, 5)).toBe('%PDF-')
  })
  it('Au tribunal, les créneaux se rangent par cabinet, comme à l’audience ; au SPIP, sans nom d’agenda', async () => {
    const qui = {
      nom: 'Cabinets',
      prenoms: 'Alix',
      naissanceLe: '1990-05-06',
      situation: 'commune',
      commune: 'Strasbourg',
    }
    const { texte } = await bex.ouvrir((await bex.envoyer('/bex/convoquer', qui)).vers)
    const sap = valeurs(texte, 'creneauSap').map(x => x.split('|'))
    // A type for which two cabinets are free at one hour.
    const deux = sap.find(x => sap.some(y => x[1] !== y[1] && [0, 2, 3].every(i => x[i] === y[i])))
    const creneauSap = deux?.join('|') ?? ''
    const c = await convoquee(bex, 'Cabinets', { creneauSap, malgre: 'oui' })
    const { id } = await un<{ id: string }>(
      'SELECT id FROM agenda.convocation WHERE dossier_id = $1 AND juridiction_id IS NOT NULL',
      [c.dossierId],
    )
    const duTribunal = (await bex.ouvrir(`/bex/convocations/${c.dossierId}/${id}/deplacer`)).texte
    for (const n of [1, 2]) expect(duTribunal).toContain(`, Cabinet du JAP n° ${n}</strong>`)
    expect((await bex.ouvrir(`${c.faite}/deplacer`)).texte).not.toContain('Cabinet du JAP')
  })
  it('L’annule en disant pourquoi : le service est prévenu, la décision reste attendue', async () => {
    const c = await convoquee(bex, 'Annulable')
    expect((await bex.envoyer(`${c.faite}/annuler`, {}, `${c.faite}/deplacer`)).texte).toContain(
      'Dites pourquoi elle est annulée.',
    )
    expect(
      reproches(
        await bex.envoyer(
          `${c.faite}/annuler`,
          { motif: 'Appel du jugement', version: await version(c.id) },
          `${c.faite}/deplacer`,
        ),
      ),
    ).toBe('')
    expect(await un('SELECT etat FROM agenda.convocation WHERE id = $1', [c.id])).toEqual({
      etat: 'annulee',
    })
    expect(await nouvelles(c.dossierId, 'convocation_annulee')).toBeGreaterThan(0)
    expect(
      await un('SELECT count(*)::int AS n FROM mesures.v_attente_saisine WHERE dossier_id = $1', [
        c.dossierId,
      ]),
    ).toEqual({ n: 1 })
    const apres = (await bex.ouvrir(c.faite)).texte
    expect(apres).toContain('Annulée')
    expect([apres.includes('avis.pdf'), (await bex.ouvrir(`${c.faite}/avis.pdf`)).statut]).toEqual([
      false,
      404,
    ])
    expect(
      (await (await new Navigateur(p).entrer('dpip.67')).ouvrir(`/dossiers/${c.dossierId}`)).texte,
    ).not.toContain('avis.pdf')
    expect(apres).not.toContain('Déplacer ou annuler')
    expect(
      (
        await bex.envoyer(
          `${c.faite}/annuler`,
          { motif: 'Encore', version: await version(c.id) },
          `${c.faite}/deplacer`,
        )
      ).texte,
    ).toContain('n’est plus à venir')
  })
  it('Son greffe y touche aussi ; le greffe d’un autre tribunal, qui pourrait en donner là, ne touche pas à ce qu’un tiers y a donné', async () => {
    const greffe = await e.agent('greffe.strasbourg')
    const annuler = ({ dossierId, id: convocationId }: { dossierId: string; id: string }) =>
      executer(e.hote, greffe, noterEtat, {
        dossierId,
        convocationId,
        etat: 'annulee',
        motif: 'Appel du jugement',
        prevenir: 'oui',
      })
    const dAutrui = await convoquee(bex, 'Dautrui')
    await un(
      `UPDATE agenda.convocation SET creee_par = (SELECT a.id FROM moyens.agent a JOIN moyens.juridiction j ON j.id = a.juridiction_id
         WHERE a.fonction = 'bex' AND j.ville <> 'Strasbourg' LIMIT 1) WHERE id = $1`,
      [dAutrui.id],
    )
    await expect(annuler(dAutrui)).rejects.toMatchObject({
      refusals: [{ code: 'convocation_d_autrui' }],
    })
    await annuler(await convoquee(bex, 'Dunous'))
  })
  it('Une page ouverte avant un autre changement ne change rien : elle dit le créneau qui vaut, et demande de vérifier', async () => {
    const c = await convoquee(bex, 'Perimee')
    const vue = await version(c.id)
    const creneau =
      valeurs((await bex.ouvrir(`${c.faite}/deplacer`)).texte, 'creneau').find(
        x => x !== c.creneauSpip,
      ) ?? ''
    expect(reproches(await bex.envoyer(`${c.faite}/deplacer`, { creneau, version: vue }))).toBe('')
    for (const [geste, champs] of [
      ['annuler', { motif: 'Ancienne page' }],
      ['deplacer', { creneau: c.creneauSpip }],
    ] as const) {
      const r = await bex.envoyer(
        `${c.faite}/${geste}`,
        { ...champs, version: vue },
        `${c.faite}/deplacer`,
      )
      expect([r.statut, reproches(r)], geste).toEqual([
        422,
        expect.stringContaining('a changé depuis que vous l’avez ouverte'),
      ])
      expect(
        (await bex.envoyer(`${c.faite}/${geste}`, champs, `${c.faite}/deplacer`)).statut,
        geste,
      ).toBe(422)
    }
    expect(await un('SELECT etat, le::text FROM agenda.convocation WHERE id = $1', [c.id])).toEqual(
      {
        etat: 'prevue',
        le: creneau.split('|')[1],
      },
    )
  })
  it('Le service qui dit de quelle mesure elle est ne l’a pas reprise pour autant', async () => {
    const c = await convoquee(bex, 'Rattachee')
    await e.proprietaire.query(
      "INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, par) VALUES ($1, $2, 'rattachee', $3)",
      [c.dossierId, c.id, await e.agent('ts.67')],
    )
    expect(
      reproches(
        await bex.envoyer(
          `${c.faite}/annuler`,
          { motif: 'Appel du jugement', version: await version(c.id) },
          `${c.faite}/deplacer`,
        ),
      ),
    ).toBe('')
  })
  it('Ni un autre tribunal, ni le parquet, ni une fois que le service l’a reprise', async () => {
    const c = await convoquee(bex, 'Reprise')
    expect(
      (await (await new Navigateur(p).entrer('bex.metz')).ouvrir(`${c.faite}/deplacer`)).statut,
    ).toBe(404)
    for (const compte of ['parquet.strasbourg', 'ts.67'])
      expect(
        (await (await new Navigateur(p).entrer(compte)).ouvrir(`${c.faite}/deplacer`)).statut,
        compte,
      ).toBe(403)
    await e.proprietaire.query(
      "INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, par) VALUES ($1, $2, 'modifiee', $3)",
      [c.dossierId, c.id, await e.agent('ts.67')],
    )
    expect((await bex.ouvrir(`${c.faite}/deplacer`)).texte).toContain(
      'Le service a déjà repris cette convocation',
    )
    const r = await bex.envoyer(
      `${c.faite}/annuler`,
      { motif: 'Trop tard', version: await version(c.id) },
      '/bex/convoquer',
    )
    expect([r.statut, r.texte.includes('Le service a déjà repris')]).toEqual([422, true])
    expect(await un('SELECT etat FROM agenda.convocation WHERE id = $1', [c.id])).toEqual({
      etat: 'prevue',
    })
  })
})

describe('Deux convocations au SPIP pour une décision', () => {
  it('La seconde est dite avant, avec le jour de la première et qui l’a donnée ; elle se donne en le confirmant, ou pour un autre numéro', async () => {
    const c = await convoquee(bex, 'Deuxfois')
    await e.proprietaire.query(
      "UPDATE bex.remise SET numero_parquet = '26328000001' WHERE dossier_id = $1",
      [c.dossierId],
    )
    const qui = {
      nom: 'Deuxfois',
      prenoms: 'Alix',
      naissanceLe: '1990-05-06',
      situation: 'commune',
      commune: 'Strasbourg',
    }
    const encore = async (plus: Record<string, string>, rang = 0) => {
      const url = (await bex.envoyer('/bex/convoquer', qui)).vers
      const { texte } = await bex.ouvrir(url)
      const autres = valeurs(texte, 'creneauSpip').filter(
        x => x.split('|')[1] !== c.creneauSpip.split('|')[1],
      )
      const creneauSpip = autres.at(-1 - rang) ?? ''
      return bex.envoyer(url, { ...saisieDe(texte), personne: c.dossierId, creneauSpip, ...plus })
    }
    const { nom } = await un<{ nom: string }>(
      "SELECT prenom || ' ' || nom AS nom FROM moyens.agent WHERE id = $1",
      [await e.agent('bex.strasbourg')],
    )
    const refusee = await encore({})
    expect(refusee.statut).toBe(422)
    expect(reproches(refusee)).toMatch(
      /déjà convoquée au SPIP le (lundi|mardi|mercredi|jeudi|vendredi) .* à \d+ h \d\d/,
    )
    expect(reproches(refusee)).toContain(nom)
    expect(refusee.texte).toContain('name="malgre"')
    expect(reproches(await encore({ numeroParquet: '26328000002' }))).toBe('')
    expect(reproches(await encore({ malgre: 'oui' }, 3))).toBe('')
  })
})
