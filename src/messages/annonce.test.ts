import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { executer } from '../platform/executer.ts'
import { dire, enBref, lecture, nouveauBanc } from './annonce.builder.ts'
import { rappeler, reannoncer, taire } from './annonce.gestes.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
beforeAll(async () => {
  banc = await nouveauBanc()
})
afterAll(() => banc.fermer())

describe('Une convocation s’annonce dans la transaction qui l’écrit', () => {
  let dossierId: string
  beforeEach(async () => {
    dossierId = await banc.quelquUn()
  })
  it('Le message part tout de suite, le rappel 48 heures avant, chacun avec son heure et son lien d’arrêt', async () => {
    const a = banc.annonce(dossierId)
    await banc.ecrire(a)
    const [premier, rappel, ...autres] = await banc.messages(a)
    expect(autres).toEqual([])
    expect(premier).toMatchObject({
      moment: 'convocation',
      canal: 'sms',
      langue: 'fr',
      destinataire: '+33612345634',
      sujet: null,
      etat: 'a_envoyer',
    })
    expect([premier?.envoi, premier?.utile]).toEqual(['2026-11-24 09:00', '2026-12-01 14:30'])
    // 48 hours before is a Sunday: Monday at 8 leaves more than half of the delay.
    expect([rappel?.moment, rappel?.envoi]).toEqual(['rappel', '2026-11-30 08:00'])
    const { rows } = await banc.e.proprietaire.query(
      'SELECT jeton FROM messages.lien_arret WHERE dossier_id = $1',
      [dossierId],
    )
    expect(rows[0].jeton).toMatch(/^[\w-]{12}$/)
    expect(premier?.texte).toBe(
      `Nous vous attendons le mardi 1er décembre 2026 à 14 h 30, 12 rue des Tilleuls, 67000 Strasbourg. Apportez : pièce d'identité. Si vous ne pouvez pas : 03 53 01 67 10. Ne plus recevoir : http://localhost:3000/s/${rows[0].jeton}`,
    )
    expect(rappel?.texte).toMatch(/^Rappel\. Nous vous attendons/)
  })
  it('Si la transaction échoue, aucun message ne reste', async () => {
    const a = banc.annonce(dossierId)
    await expect(
      executer(banc.e.hote, banc.ts, dire, {
        dossierId,
        fois: [[a, 'convocation', true]],
        echoue: true,
      }),
    ).rejects.toThrow('booking fails')
    expect(await banc.messages(a)).toEqual([])
  })
  it('La même annonce deux fois s’écrit une fois', async () => {
    const a = banc.annonce(dossierId)
    await banc.ecrire(a)
    await banc.ecrire(a)
    await executer(banc.e.hote, banc.ts, dire, {
      dossierId,
      fois: [
        [a, 'convocation', true],
        [a, 'convocation', true],
      ],
    })
    expect((await banc.messages(a)).map(m => [m.cle, m.etat])).toEqual([
      [`${a.objetId}:convocation:1`, 'a_envoyer'],
      [`${a.objetId}:rappel:1:48h`, 'a_envoyer'],
    ])
  })
  it('Sans prévenir maintenant, le rappel est créé quand même', async () => {
    const a = banc.annonce(dossierId)
    await banc.ecrire(a, 'convocation', false)
    expect(enBref(await banc.messages(a))).toEqual(['rappel a_envoyer 2026-11-30 08:00'])
  })
  it('Un changement retire ce qui attendait et refait les rappels', async () => {
    const a = banc.annonce(dossierId)
    await banc.ecrire(a)
    await banc.e.proprietaire.query(`UPDATE messages.message SET etat = 'envoye' WHERE cle = $1`, [
      `${a.objetId}:convocation:1`,
    ])
    await banc.ecrire({ ...a, version: 2, le: '2026-12-03', heure: '10:00' }, 'modification')
    const lignes = await banc.messages(a)
    expect(enBref(lignes).sort()).toEqual([
      'convocation envoye 2026-11-24 09:00',
      'modification a_envoyer 2026-11-24 09:00',
      'rappel a_envoyer 2026-12-01 10:00',
      'rappel annule 2026-11-30 08:00',
    ])
    expect(await banc.quoi(lignes.find(m => m.etat === 'annule')?.id ?? '')).toEqual(['annule'])
    // What had left says what is no longer true: nobody may send it again.
    expect(await banc.quoi(lignes.find(m => m.etat === 'envoye')?.id ?? '')).toEqual(['depasse'])
    expect(lignes.find(m => m.moment === 'modification')?.texte).toMatch(
      /^Changement\. Nous vous attendons le jeudi 3 décembre 2026 à 10 h 00/,
    )
  })
  it.each([
    ['a_envoyer', '06 12 34 56 34'],
    ['a_imprimer', null],
  ])(
    'Un changement que l’on ne dit pas laisse à dire ce qui ne l’était pas encore (%s), tel que c’est maintenant',
    async (etat, telephone) => {
      await banc.personne(dossierId, telephone ? `telephone = '${telephone}'` : `telephone = NULL`)
      const a = banc.annonce(dossierId)
      await banc.ecrire(a)
      const confiee = { ...a, version: 2, telephone: '03 53 01 67 99' }
      await banc.ecrire(confiee, 'modification', false)
      await banc.ecrire({ ...confiee, version: 3, heure: '16:00' }, 'modification', false)
      const annonces = async () =>
        (await banc.messages(a))
          .filter(m => m.moment !== 'rappel')
          .map(m => `${m.cle.slice(37)} ${m.etat}`)
      expect((await annonces()).sort()).toEqual([
        'convocation:1 annule',
        'convocation:2 annule',
        `convocation:3 ${etat}`,
      ])
      const dite = (await banc.messages(a)).find(m => m.cle.endsWith('convocation:3'))?.texte
      expect(dite).toMatch(/16 h/)
      if (telephone) expect(dite).toContain('03 53 01 67 99')
      // Told since: the same change of agent is told to nobody.
      await banc.e.proprietaire.query(
        "UPDATE messages.message SET etat = 'envoye' WHERE cle = $1",
        [`${a.objetId}:convocation:3`],
      )
      await banc.ecrire({ ...confiee, version: 4, heure: '16:00' }, 'modification', false)
      expect((await annonces()).filter(m => m.endsWith(etat))).toEqual([])
      // A change of hour that waits is a change still.
      await banc.ecrire({ ...confiee, version: 5, heure: '17:00' }, 'modification')
      await banc.ecrire({ ...confiee, version: 6, heure: '17:00' }, 'modification', false)
      expect((await annonces()).filter(m => m.endsWith(etat))).toEqual([`modification:6 ${etat}`])
    },
  )
  it('Attendue de nouveau après une erreur : l’annonce retirée avant son départ se dit, celle qui est partie ne se redit pas', async () => {
    const [jamais, dite] = [banc.annonce(dossierId), banc.annonce(dossierId, { le: '2026-12-08' })]
    for (const a of [jamais, dite]) await banc.ecrire(a)
    await banc.e.proprietaire.query("UPDATE messages.message SET etat = 'envoye' WHERE cle = $1", [
      `${dite.objetId}:convocation:1`,
    ])
    for (const a of [jamais, dite])
      await executer(
        banc.e.hote,
        banc.ts,
        lecture(async (tx, context) => {
          await taire(tx, dossierId, a.objetId)
          await rappeler(tx, context, { ...a, version: 2 })
        }),
        { dossierId },
      )
    const attend = async (a: typeof dite) =>
      (await banc.messages(a)).filter(m => m.etat === 'a_envoyer').map(m => m.moment)
    expect([(await attend(jamais)).sort(), await attend(dite)]).toEqual([
      ['convocation', 'rappel'],
      ['rappel'],
    ])
  })
  it('Une annulation retire les rappels et se dit ; taire retire sans rien dire', async () => {
    const [a, b] = [banc.annonce(dossierId), banc.annonce(dossierId, { le: '2026-12-08' })]
    await banc.ecrire(a)
    await banc.ecrire(b)
    await banc.ecrire({ ...a, version: 2 }, 'annulation')
    expect((await banc.messages(a)).map(m => `${m.moment} ${m.etat}`).sort()).toEqual([
      'annulation a_envoyer',
      'convocation annule',
      'rappel annule',
    ])
    await executer(
      banc.e.hote,
      banc.ts,
      lecture(tx => taire(tx, dossierId, b.objetId)),
      { dossierId },
    )
    expect((await banc.messages(b)).map(m => m.etat)).toEqual(['annule', 'annule'])
  })
  it('Ce qui avait été retiré et s’annonce de nouveau repart, à la même clé', async () => {
    const a = banc.annonce(dossierId)
    await banc.ecrire(a)
    await executer(
      banc.e.hote,
      banc.ts,
      lecture(tx => taire(tx, dossierId, a.objetId)),
      { dossierId },
    )
    await banc.ecrire(a)
    expect((await banc.messages(a)).map(m => m.etat)).toEqual(['a_envoyer', 'a_envoyer'])
  })
  describe('Rendue après une annulation', () => {
    const rendre = (a: ReturnType<typeof banc.annonce>, le: string) =>
      executer(
        { ...banc.e.hote, horloge: () => Temporal.Instant.from(le) },
        banc.ts,
        lecture((tx, context) => reannoncer(tx, context, { ...a, version: 3 }, false)),
        { dossierId },
      )
    const rappels = async (a: { objetId: string }) =>
      (await banc.messages(a)).filter(m => m.moment === 'rappel').map(m => `${m.etat} ${m.envoi}`)
    const partir = (moment: string, objetId: string) =>
      banc.e.proprietaire.query(
        "UPDATE messages.message SET etat = 'envoye' WHERE objet_id = $1 AND moment = $2",
        [objetId, moment],
      )
    async function annulee() {
      const a = banc.annonce(dossierId, { le: '2026-12-03' })
      await banc.ecrire(a)
      await partir('convocation', a.objetId)
      return a
    }

    it('un rappel déjà parti ne part pas une seconde fois', async () => {
      const a = await annulee()
      await partir('rappel', a.objetId)
      await banc.ecrire({ ...a, version: 2 }, 'annulation', false)
      await rendre(a, '2026-11-30T09:00:00Z')
      expect(await rappels(a)).toEqual(['envoye 2026-12-01 14:30'])
    })
    it('un rappel retiré, dont l’heure est passée entre-temps, part aussitôt, une fois', async () => {
      const a = await annulee()
      await banc.ecrire({ ...a, version: 2 }, 'annulation', false)
      await rendre(a, '2026-12-02T09:00:00Z')
      expect(await rappels(a)).toEqual(['annule 2026-12-01 14:30', 'a_envoyer 2026-12-02 10:00'])
    })
    it('un rappel retiré, dont l’heure est à venir, part à son heure ; trop tard, il ne part pas', async () => {
      const a = await annulee()
      await banc.ecrire({ ...a, version: 2 }, 'annulation', false)
      await rendre(a, '2026-11-30T09:00:00Z')
      expect(await rappels(a)).toEqual(['annule 2026-12-01 14:30', 'a_envoyer 2026-12-01 14:30'])
      const b = await annulee()
      await banc.ecrire({ ...b, version: 2 }, 'annulation', false)
      await rendre(b, '2026-12-03T12:00:00Z')
      expect(await rappels(b)).toEqual(['annule 2026-12-01 14:30'])
    })
  })
  it('Une absence se dit une semaine durant, sans rappel', async () => {
    const a = banc.annonce(dossierId, { le: '2026-11-23' })
    await banc.ecrire(a, 'absence')
    const lignes = await banc.messages(a)
    expect(lignes.map(m => [m.moment, m.utile])).toEqual([['absence', '2026-12-01 09:00']])
    expect(lignes[0]?.texte).toMatch(/^Nous vous attendions le lundi 23 novembre 2026 à 14 h 30/)
  })
  it('Une convocation déjà passée ne s’annonce pas', async () => {
    const a = banc.annonce(dossierId, { le: '2026-11-23' })
    await banc.ecrire(a)
    expect(await banc.messages(a)).toEqual([])
  })
})

describe('La nuit, le dimanche', () => {
  it('Convoqué samedi soir pour lundi à 10 h : le message part lundi à 8 h', async () => {
    const d = await banc.quelquUn()
    banc.e.avancer(Temporal.Duration.from({ hours: 24 * 4 + 12 }))
    const a = banc.annonce(d, { le: '2026-11-30', heure: '10:00' })
    await banc.ecrire(a)
    expect(enBref(await banc.messages(a))).toEqual(['convocation a_envoyer 2026-11-30 08:00'])
    const b = banc.annonce(d, { le: '2026-11-30', heure: '08:00' })
    await banc.ecrire(b)
    const [m] = await banc.messages(b)
    expect(m?.etat).toBe('perime')
    expect(await banc.quoi(m?.id ?? '')).toEqual(['perime'])
    banc.e.avancer(Temporal.Duration.from({ hours: -(24 * 4 + 12) }))
  })
  it('Le 26 décembre est chômé pour un service d’Alsace', async () => {
    await banc.e.proprietaire.query(
      `UPDATE moyens.service SET territoire = 'alsace-moselle' WHERE id = $1`,
      [banc.serviceId],
    )
    const a = banc.annonce(await banc.quelquUn(), {
      le: '2026-12-28',
      heure: '14:00',
      rappelsHeures: [48],
    })
    await banc.ecrire(a, 'convocation', false)
    expect(enBref(await banc.messages(a))).toEqual(['rappel a_envoyer 2026-12-24 19:30'])
  })
})
